"""The milestones of a concrete plan, as rows of one form; a row without a title is left out."""

from django import forms
from django.forms import BaseFormSet, formset_factory

from wenming.domain.plan.concrete_plan import MilestoneInput
from wenming.plan.models import Milestone

from .refusals import day_input

SPARE_ROWS = 3


class VersionForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput)


class MilestoneForm(forms.Form):
    id = forms.IntegerField(required=False, widget=forms.HiddenInput)
    title = forms.CharField(label="做什么", max_length=120, required=False)
    due_on = forms.DateField(label="什么时候完成", required=False, widget=day_input())
    owner = forms.CharField(label="责任人", max_length=60, required=False)
    acceptance_note = forms.CharField(label="完成标准", max_length=300, required=False)

    def clean(self) -> dict:
        data = super().clean()
        if data.get("title") and not data.get("due_on") and "due_on" not in self.errors:
            self.add_error("due_on", "请填日期。")
        if not data.get("title") and (data.get("due_on") or data.get("owner")) and not data.get("id"):
            self.add_error("title", "请写做什么。")
        return data


MilestoneFormSet = formset_factory(MilestoneForm, extra=SPARE_ROWS, max_num=60)


def rows_of(milestones: list[Milestone]) -> list[dict]:
    """What the form shows of the milestones there are."""
    return [
        {
            "id": one.pk, "title": one.title, "due_on": one.due_on, "owner": one.owner,
            "acceptance_note": one.acceptance_note,
        }
        for one in milestones
    ]


def inputs_of(formset: "BaseFormSet[MilestoneForm]") -> list[MilestoneInput]:
    """The rows with a title, from a valid form set."""
    return [
        MilestoneInput(
            title=row["title"], due_on=row["due_on"], owner=row["owner"], acceptance_note=row["acceptance_note"],
            id=row["id"],
        )
        for row in (form.cleaned_data for form in formset.forms)
        if row.get("title")
    ]
