"""One request's input about personal data."""

from typing import Any

from django import forms

from wenming.domain.personal.consents import Purpose
from wenming.domain.personal.reveals import LONGEST_NOTE, Reason
from wenming.organisation.models import Person
from wenming.organisation.queries.people import MASKS, label_of
from wenming.shell import kept
from wenming.shell.refusable import Refusable

from .models import ConsentText, CorrectionRequest
from .queries.consents import newest_texts

kept.leave_out("wanted")


class ReasonForm(Refusable):
    reason = forms.ChoiceField(
        label="为什么要看", choices=[("", "请选择"), *((one.value, one.label) for one in Reason)],
        help_text="原因记入操作日志，本人在“我的资料”里看得到",
    )
    note = forms.CharField(label="说明", max_length=LONGEST_NOTE, required=False, help_text="选“其他”时必填")


class RevealForm(ReasonForm):
    field = forms.ChoiceField(label="看哪一项", choices=[
        (name, label_of(name)) for name in MASKS
    ])
    field_order = ["field", "reason", "note"]


class CorrectionForm(Refusable):
    about = forms.ChoiceField(label="哪一类不对", choices=CorrectionRequest.About.choices)
    wanted = forms.CharField(
        label="哪里不对，应当是什么", max_length=500, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="加密保存，只有办理的人看得到",
    )


class AnswerForm(Refusable):
    answer = forms.CharField(label="答复", max_length=300, required=False, help_text="不更正的必须写明理由")
    accepted = forms.TypedChoiceField(
        label="结果", choices=[("yes", "已经更正"), ("no", "不更正")], coerce=lambda value: value == "yes",
    )
    field_order = ["accepted", "answer"]


class TextForm(Refusable):
    purpose = forms.TypedChoiceField(label="用途", choices=[(one.value, one.label) for one in Purpose], coerce=Purpose)
    text = forms.CharField(
        label="正文", min_length=20, max_length=5000, widget=forms.Textarea(attrs={"rows": 8}),
        help_text="写明用途、方式、范围、保存多久、怎样撤回；发布新版后，对旧版的同意不再算数",
        error_messages={"min_length": "正文太短，至少 20 个字：要让人看得懂同意的是什么。"},
    )


class PaperConsentForm(Refusable):
    proof = forms.CharField(label="书面凭据", max_length=200, help_text="如 本人签名的纸质同意书，存离退处 2026-3 号卷")

    def __init__(self, data: Any = None, *, organisation_id: int, **more: Any) -> None:
        super().__init__(data, **more)
        texts = [one.pk for one in newest_texts(organisation_id).values()]
        self.fields["text"] = forms.ModelChoiceField(
            ConsentText.objects.of(organisation_id).filter(pk__in=texts), label="同意书", empty_label="请选择",
            error_messages={"invalid_choice": "这一版同意书已经更新，请重选。"},
        )
        self.fields["person"] = forms.ModelChoiceField(
            Person.objects.of(organisation_id).exclude(status=Person.Status.LEFT).select_related("unit").order_by("name"),
            label="本人", empty_label="请选择",
        )
        self.order_fields(["person", "text", "proof"])
