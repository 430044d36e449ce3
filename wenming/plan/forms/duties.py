"""One request's input about duties, their milestones and their units."""

from django import forms
from django.db.models import QuerySet

from wenming.organisation.models import Unit

from .refusals import day_input


class AcceptanceForm(forms.Form):
    acceptance_note = forms.CharField(
        label="工作标准", max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="做到什么程度算完成，例如：讲座 2 场，每场有签到、有照片",
    )
    deadline = forms.DateField(label="完成时限", required=False, widget=day_input(), help_text="亮灯按这一天计算")
    version = forms.IntegerField(widget=forms.HiddenInput)


class AcceptanceOfAllForm(forms.Form):
    acceptance_note = forms.CharField(
        label="工作标准", max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    deadline = forms.DateField(label="完成时限", required=False, widget=day_input())

    def clean(self) -> dict:
        data = super().clean()
        if not data.get("acceptance_note") and not data.get("deadline") and not self.errors:
            raise forms.ValidationError("工作标准和完成时限至少填一项。")
        return data


class DoneForm(forms.Form):
    on = forms.DateField(label="完成日期", widget=day_input())


class ReasonForm(forms.Form):
    reason = forms.CharField(label="理由", max_length=300, widget=forms.Textarea(attrs={"rows": 2}))


class UnitsForm(forms.Form):
    units = forms.ModelMultipleChoiceField(
        Unit.objects.none(), label="哪些单位", widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "请至少选一个单位。"},
    )

    def __init__(self, units: "QuerySet[Unit]", *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["units"].queryset = units
