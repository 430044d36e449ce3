"""One request's input about evidence."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.functional import cached_property

from wenming.domain.authority import Viewer
from wenming.domain.evidence.kinds import Kind
from wenming.domain.evidence.packs import CHOICES
from wenming.domain.evidence.review import Act, Reason
from wenming.domain.evidence.slots import Length, Offer
from wenming.organisation.models import Unit
from wenming.shell.refusable import Refusable

from .access import units_to_file_for
from .models import Batch, EventPack, Evidence, PictureDoubt

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class DetailsForm(Refusable):
    """What is said about the event; the same fields when filing and when mending."""

    title = forms.CharField(
        label="题名", max_length=120, help_text="台账和移交目录里就叫这个名字",
    )
    event_on = forms.DateField(
        label="活动日期", widget=DAY, help_text="这件事发生的那天；时间窗按它算",
        error_messages={"invalid": "日期写成 2026-03-02 的样子"},
    )
    place = forms.CharField(label="地点", max_length=120, required=False, help_text="照片和记录要注明在哪里")
    people = forms.CharField(label="人物", max_length=200, required=False, help_text="谁参加、多少人；写单位和人数即可")
    caption = forms.CharField(
        label="说明", max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="主题、经过一两句话；移交时印在材料下面",
    )
    disclosure = forms.ChoiceField(
        label="公开范围", choices=Evidence.Disclosure.choices, initial=Evidence.Disclosure.INTERNAL,
        help_text="决定谁能看到，也决定能否用于宣传",
    )


class UnitForm(Refusable):
    """A form of which one field says for which unit."""

    unit = forms.ModelChoiceField(label="报送单位", queryset=None, empty_label=None, help_text="算在哪个单位名下")

    def __init__(self, data: Mapping[str, Any] | None = None, *, viewer: Viewer, on: date, initial: dict | None = None):
        super().__init__(data, initial=initial)
        self.fields["unit"].queryset = units_to_file_for(viewer, on)

    @cached_property
    def units(self) -> list[Unit]:
        return list(self.fields["unit"].queryset)

    @property
    def unit_now(self) -> Unit | None:
        """The unit chosen so far, or the first there is."""
        wanted = str(self["unit"].value() or "")
        return next((one for one in self.units if str(one.pk) == wanted), self.units[0] if self.units else None)


class UploadForm(DetailsForm, UnitForm):
    late_reason = forms.CharField(
        label="补录原因", max_length=200, required=False, help_text="活动已过去 30 天以上时才要写；台账上会标明补录",
    )

    def __init__(self, data: Mapping[str, Any] | None = None, *, viewer: Viewer, on: date, initial: dict | None = None):
        super().__init__(data, viewer=viewer, on=on, initial={"event_on": on, **(initial or {})})
        self.fields["event_on"].widget.attrs["max"] = on.isoformat()

    def offer(self, kinds: tuple[Kind, ...], lengths: tuple[Length, ...] = ()) -> Offer:
        """What the form offers so far, for the rules of the slots; fields that do not read are taken as empty."""
        if not self.is_bound:
            return Offer(kinds, self.initial["event_on"], lengths=lengths)
        self.is_valid()  # reads the fields once: a second reading would forget what an action refused
        said = {name: self.cleaned_data.get(name) or "" for name in ("place", "people", "caption")}
        return Offer(kinds, self.cleaned_data.get("event_on"), **said, lengths=lengths)


class ActivityForm(DetailsForm):
    """What an activity is, said once for all its parts."""

    title = forms.CharField(
        label="活动名称", max_length=100, help_text="各份材料的题名由它带出，如“重阳节慰问照片”",
    )


class PackForm(ActivityForm, UploadForm):
    """A pack to be filed."""


class FillForm(Refusable):
    """What is asked once more when parts come later."""

    late_reason = forms.CharField(label="补录原因", max_length=200, required=False,
                                  help_text="活动已过去 30 天以上，台账上会标明补录")


class PutForm(Refusable):
    """Which evidence filed before is which part."""

    evidence = forms.ModelChoiceField(label="台账里的佐证", queryset=None, empty_label="请选一件")
    part = forms.ChoiceField(label="是哪一部分", choices=CHOICES)

    def __init__(self, data: Mapping[str, Any] | None = None, *, offered: QuerySet[Evidence]):
        super().__init__(data)
        self.fields["evidence"].queryset = offered
        self.fields["evidence"].label_from_instance = lambda one: f"{one.event_on} {one.title}"


class ChangeForm(DetailsForm):
    version = forms.IntegerField(widget=forms.HiddenInput)

    @classmethod
    def of(cls, evidence: Evidence) -> "ChangeForm":
        """With what waits to be accepted, where something does."""
        said = evidence.proposed.said if evidence.proposed else {}
        initial = {name: said.get(name, getattr(evidence, name)) for name in DetailsForm.base_fields}
        return cls(initial={**initial, "version": evidence.version})

    def now_against(self, shown: Evidence | EventPack) -> None:
        """After another edit was shown: what is typed may be saved over what there is now."""
        self.data = {**self.data.dict(), "version": shown.version}


class ChangePackForm(ActivityForm, ChangeForm):
    @classmethod
    def of(cls, pack: EventPack) -> "ChangePackForm":
        return cls(initial={name: getattr(pack, name) for name in ("version", *DetailsForm.base_fields)})


class OfferForm(DetailsForm):
    """What somebody of a unit hands to its contact: the contact says who may see it and what it serves."""

    late_reason = forms.CharField(
        label="为什么现在才交", max_length=200, required=False, help_text="活动已过去 30 天以上时才要写",
    )

    def __init__(self, data: Mapping[str, Any] | None = None, *, on: date) -> None:
        super().__init__(data, initial={"event_on": on})
        del self.fields["disclosure"]
        self.fields["event_on"].widget.attrs["max"] = on.isoformat()


class AnswerForm(Refusable):
    """Why a warning stands; ``details`` is the warning as it was read."""

    details = forms.CharField(max_length=400, widget=forms.HiddenInput)
    reason = forms.CharField(label="理由", max_length=200, help_text="写明为什么可以这样放；会记入经过")


class UncoverForm(Refusable):
    reason = forms.CharField(label="取消的原因", max_length=200, help_text="写进经过；例如本人同意公开")


class OriginalForm(Refusable):
    reason = forms.CharField(label="取原件的原因", max_length=200, help_text="写进经过；原件离开本系统以后由您负责保管")


class ReviewForm(Refusable):
    """A verdict over what is picked, each piece with the version that was looked at (``12:3``)."""

    act = forms.ChoiceField(choices=[(one.value, one.label) for one in (Act.PASS, Act.RETURN)])
    code = forms.ChoiceField(
        label="退回原因", required=False, choices=[("", "选退回原因"), *((one.value, one.label) for one in Reason)],
    )
    words = forms.CharField(label="退回说明", max_length=200, required=False)

    def __init__(self, data: QueryDict | None = None) -> None:
        super().__init__(data)
        self.chosen = data.getlist("picked") if data is not None else []

    def clean(self) -> dict[str, Any]:
        pairs = [re.fullmatch(r"(\d{1,18}):(\d{1,9})", one, re.ASCII) for one in self.chosen]
        self.cleaned_data["picked"] = {int(one[1]): int(one[2]) for one in pairs if one}
        self.cleaned_data["act"] = Act(self.cleaned_data.get("act", Act.PASS))
        return self.cleaned_data

    def is_chosen(self, evidence_id: int) -> bool:
        return any(one.partition(":")[0] == str(evidence_id) for one in self.chosen)


class VersionForm(Refusable):
    version = forms.IntegerField(widget=forms.HiddenInput)


class WithdrawForm(Refusable):
    reason = forms.CharField(
        label="撤回原因", max_length=200, help_text="写进经过；撤回后不再计数，原件仍保留",
    )


class FindingForm(Refusable):
    """What the office found about one doubt."""

    answer = forms.ChoiceField(label="结论", choices=PictureDoubt.Answer.choices, required=False)
    reason = forms.CharField(label="依据", max_length=200, required=False, help_text="写进经过，以后不再提醒这一条")


class BatchForm(UnitForm):
    grouping = forms.ChoiceField(
        label="怎样分件", choices=Batch.Grouping.choices, initial=Batch.Grouping.FOLDER,
        help_text="传完以后还可以改；没有文件夹或拍摄日期的，按文件名分",
    )
    field_order = ("unit", "grouping")


class TableForm(Refusable):
    content = forms.FileField(
        label="填好的表格", allow_empty_file=True, help_text=".xlsx 或 .csv，20 MB、1 万行以内",
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.csv"}),
    )


class RegroupForm(Refusable):
    grouping = forms.ChoiceField(label="怎样分件", choices=Batch.Grouping.choices)


class RowForm(Refusable):
    """One row of the grid, every field of it optional: a row may be left half filled in."""

    title = forms.CharField(label="题名", max_length=120, required=False)
    event_on = forms.DateField(
        label="活动日期", widget=DAY, required=False, error_messages={"invalid": "日期写成 2026-03-02 的样子"},
    )
    place = forms.CharField(label="地点", max_length=120, required=False)
    people = forms.CharField(label="人物", max_length=200, required=False)
    caption = forms.CharField(label="说明", max_length=1000, required=False)
    serves = forms.ChoiceField(label="用在", required=False)

    def __init__(self, data: Mapping[str, Any] | None = None, *, places: list[tuple[str, str]], about: str = "",
                 **more: Any) -> None:
        super().__init__(data, **more)
        self.fields["serves"].choices = places
        for field in self.fields.values():
            field.widget.attrs.update({"class": "control", "aria-label": f"{field.label}{about}"})

    @property
    def given(self) -> dict[str, Any]:
        """What is filled in."""
        return {name: value for name, value in self.cleaned_data.items() if value}


class BatchActForm(Refusable):
    """What is to be done with the rows of the grid besides keeping them."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    act = forms.ChoiceField(choices=[("save", ""), ("fill", ""), ("file", "")], required=False)
    ticked = forms.TypedMultipleChoiceField(coerce=int, required=False)
    whole = forms.BooleanField(required=False)
    late_reason = forms.CharField(label="补录原因", max_length=200, required=False)

    def __init__(self, data: Mapping[str, Any] | None = None, *, rows: list[int], initial: dict | None = None) -> None:
        super().__init__(data, initial=initial)
        self.fields["ticked"].choices = [(pk, pk) for pk in rows]


class LinkForm(UnitForm):
    """A page of the web as it is filed."""

    address = forms.CharField(
        label="网址", max_length=1000, help_text="从浏览器地址栏复制，以 http:// 或 https:// 开头",
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off", "spellcheck": "false"}),
    )
    title = forms.CharField(label="题名", max_length=120, help_text="文章的标题；台账和移交目录里就叫这个名字")
    medium = forms.CharField(label="媒体或网站", max_length=80, help_text="如：示范日报客户端、厅门户网站")
    published_on = forms.DateField(
        label="发布日期", widget=DAY, help_text="网页上写的发布日期",
        error_messages={"invalid": "日期写成 2026-03-02 的样子"},
    )
    event_on = forms.DateField(
        label="活动日期", widget=DAY, required=False, help_text="报道的事发生在哪天；不填就按发布日期算",
        error_messages={"invalid": "日期写成 2026-03-02 的样子"},
    )
    late_reason = forms.CharField(
        label="补录原因", max_length=200, required=False, help_text="日期已过去 30 天以上时才要写；台账上会标明补录",
    )
    caption = forms.CharField(
        label="说明", max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 2}),
        help_text="报道了什么，一两句话；移交时印在材料下面",
    )
    disclosure = forms.ChoiceField(
        label="公开范围", choices=Evidence.Disclosure.choices, initial=Evidence.Disclosure.INTERNAL,
        help_text="决定谁能看到，也决定能否用于宣传",
    )
