"""Input about the leading group."""

from datetime import date
from typing import Any

from django import forms

from wenming.organisation.models import GroupMember
from wenming.organisation.queries.units import sets_of
from wenming.shell.refusable import Refusable

from .fields import day_field, unit_field


class GroupForm(Refusable):
    name = forms.CharField(label="名称", max_length=120, help_text="如 创建全国文明单位工作领导小组")
    valid_from = day_field("成立日期", required=False)

    def __init__(self, data: Any = None, *, organisation_id: int, on: date, **more: Any) -> None:
        super().__init__(data, **more)
        self.fields["office_unit"] = unit_field("办公室设在", organisation_id, on, required=False)


class MemberForm(Refusable):
    role = forms.ChoiceField(label="身份", choices=GroupMember.Role.choices, initial=GroupMember.Role.MEMBER)
    name = forms.CharField(label="姓名", max_length=60, required=False)
    ex_officio = forms.CharField(
        label="或按职务参加", max_length=80, required=False, help_text="照文件写，如 各处室、单位主要负责人"
    )
    valid_from = day_field("自哪一天起", required=False)

    def __init__(self, data: Any = None, *, organisation_id: int, **more: Any) -> None:
        super().__init__(data, **more)
        self.fields["unit_set"] = forms.ModelChoiceField(
            sets_of(organisation_id), label="指哪些单位的负责人", required=False, empty_label="不按单位"
        )


class ReleaseForm(Refusable):
    valid_until = day_field("免去日期")


class OnDayForm(forms.Form):
    on = day_field("看哪一天的组成", required=False)
