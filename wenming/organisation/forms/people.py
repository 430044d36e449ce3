"""Input about people, the posts they hold, and head-counts."""

from datetime import date
from typing import Any

from django import forms

from wenming.organisation.models import Person
from wenming.shell import kept
from wenming.shell.refusable import Refusable, VersionedForm

from .fields import day_field, unit_field

kept.leave_out("id_number", "phone")


def _id_number_field(help_text: str = "加密保存，只在办理需要时查看，可不填") -> forms.CharField:
    return forms.CharField(label="身份证号", max_length=30, required=False, help_text=help_text,
                           widget=forms.TextInput(attrs={"autocomplete": "off", "data-sensitive": ""}))


def _phone_field(help_text: str = "加密保存，可不填") -> forms.CharField:
    attrs = {"autocomplete": "off", "inputmode": "tel", "data-sensitive": ""}
    return forms.CharField(label="电话", max_length=30, required=False, help_text=help_text,
                           widget=forms.TextInput(attrs=attrs))


class PersonForm(Refusable):
    name = forms.CharField(label="姓名", max_length=60)
    staff_number = forms.CharField(label="工号", max_length=30, required=False, help_text="同名同姓时据此分清，可不填")
    status = forms.ChoiceField(label="状态", choices=Person.Status.choices)
    since = day_field("自哪一天起", required=False)
    party_member = forms.BooleanField(label="中共党员", required=False)
    in_leadership = forms.BooleanField(label="班子成员", required=False)
    id_number = _id_number_field()
    phone = _phone_field()

    def __init__(self, data: Any = None, *, organisation_id: int, on: date, **more: Any) -> None:
        super().__init__(data, **more)
        self.fields["unit"] = unit_field("所在单位", organisation_id, on)
        self.order_fields(["name", "unit"])


class ChangePersonForm(VersionedForm):
    name = forms.CharField(label="姓名", max_length=60)
    staff_number = forms.CharField(label="工号", max_length=30, required=False)
    party_member = forms.BooleanField(label="中共党员", required=False)
    in_leadership = forms.BooleanField(label="班子成员", required=False)
    effective = day_field(
        "从哪天起变动", required=False, help_text="换了单位、入党等填变动的日期；空着表示原来登记错了，照此更正"
    )
    id_number = _id_number_field("已登记的不在这里显示；填新的才改，留空不动")
    forget_id_number = forms.BooleanField(label="清除已登记的身份证号", required=False)
    phone = _phone_field("填新的才改，留空不动")
    forget_phone = forms.BooleanField(label="清除已登记的电话", required=False)

    def __init__(self, data: Any = None, *, person: Person, on: date, **more: Any) -> None:
        initial = {"name": person.name, "staff_number": person.staff_number, "party_member": person.party_member,
                   "in_leadership": person.in_leadership}
        super().__init__(data, current=person.version, initial={**initial, "unit": person.unit_id}, **more)
        self.fields["unit"] = unit_field("所在单位", person.organisation_id, on)
        self.order_fields(["name", "unit"])


class StatusForm(VersionedForm):
    status = forms.ChoiceField(label="状态", choices=Person.Status.choices)
    since = day_field("自哪一天起")


class CorrectStatusForm(VersionedForm):
    status = forms.ChoiceField(label="应为", choices=Person.Status.choices)
    since = day_field("应自哪一天起", required=False)


class PostForm(Refusable):
    title = forms.CharField(label="职务", max_length=60, help_text="如 处长、主任、书记")
    is_head = forms.BooleanField(label="是该单位主要负责人", required=False)
    valid_from = day_field("任职日期")

    def __init__(self, data: Any = None, *, person: Person, on: date, **more: Any) -> None:
        super().__init__(data, initial={"unit": person.unit_id, "valid_from": on}, **more)
        self.fields["unit"] = unit_field("任职单位", person.organisation_id, on)
        self.order_fields(["unit", "title"])


class LeavePostForm(Refusable):
    valid_until = day_field("免职日期")


class HeadcountForm(Refusable):
    population = forms.CharField(
        label="统计范围", max_length=80, help_text="与方案目标的分母写法一致，如 员工总人数、党员总数",
        widget=forms.TextInput(attrs={"list": "populations"}),
    )
    as_of = day_field("截至")
    count = forms.IntegerField(label="人数", min_value=0, max_value=10_000_000)
    source = forms.CharField(label="来源", max_length=120, required=False, help_text="如 人事处花名册、党务系统")
