"""One request's input about an aim."""

from django import forms
from django.db.models import QuerySet

from wenming.plan.models import Task


class AimForm(forms.Form):
    text = forms.CharField(max_length=500, widget=forms.HiddenInput)
    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    tasks = forms.ModelMultipleChoiceField(
        Task.objects.none(), label="体现它的任务", required=False, widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "有一项任务不在现行方案里，请刷新页面再选。"},
    )

    def __init__(self, tasks: "QuerySet[Task]", *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["tasks"].queryset = tasks
