"""One request's input about an aim."""

from django import forms
from django.db.models import QuerySet

from wenming.plan.models import Task
from wenming.shell.refusable import Refusable


class AimForm(Refusable):
    text = forms.CharField(max_length=500, widget=forms.HiddenInput)
    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    tasks = forms.ModelMultipleChoiceField(
        Task.objects.none(), label="体现它的任务", required=False, widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "有一项任务不在现行方案里，请刷新页面再选。"},
    )

    def __init__(self, tasks: "QuerySet[Task]", *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["tasks"].queryset = tasks

    @property
    def picked(self) -> list[str]:
        """The ids that are ticked, as they were sent."""
        return list(self["tasks"].value() or [])

    def is_for(self, text: str) -> bool:
        return self["text"].value() == text
