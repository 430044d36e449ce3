"""Work items as rows of one form, and one of them alone; a row without words is left out."""

from typing import Any

from django import forms
from django.forms import BaseFormSet, formset_factory

from wenming.domain.plan.work_items import LONGEST, ItemInput, owner_names
from wenming.plan.models import Assignment

from .refusals import day_input

SPARE_ROWS = 2
FIELDS = ("text", "leads", "responsible", "acceptance_note", "deadline")

OWNER_FIELDS = {str(Assignment.Role.LEAD): "leads", str(Assignment.Role.RESPONSIBLE): "responsible"}


class OwnersField(forms.CharField):
    """Names of units between 、, or one a line."""

    widget = forms.Textarea(attrs={"rows": 2})

    def __init__(self, **more: Any) -> None:
        super().__init__(required=False, max_length=2000, **more)

    def prepare_value(self, value: Any) -> Any:
        return "、".join(value) if isinstance(value, (list, tuple)) else value

    def clean(self, value: Any) -> tuple[str, ...]:
        return owner_names(super().clean(value))


class WorkItemForm(forms.Form):
    text = forms.CharField(
        label="内容", max_length=LONGEST, required=False, widget=forms.Textarea(attrs={"rows": 2}),
        help_text="方案原文里的一件事，可以改写",
    )
    leads = OwnersField(label="牵头单位", help_text="名册上的名称或别名，用顿号隔开")
    responsible = OwnersField(label="责任单位", help_text="“各处室、单位”算一个；没有就留空")
    acceptance_note = forms.CharField(
        label="工作标准", max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2}),
        help_text="做到什么程度算完成",
    )
    deadline = forms.DateField(label="完成时限", required=False, widget=day_input(), help_text="亮灯按这一天计算")

    def __init__(self, *args: Any, sets: dict[str, tuple[str, ...]] | None = None, **more: Any) -> None:
        """``sets`` are those of the task as a whole, by role: 各处室、单位 is offered, not presumed."""
        super().__init__(*args, **more)
        self._sets = {field: (sets or {}).get(role, ()) for role, field in OWNER_FIELDS.items()}
        for field, phrases in self._sets.items():
            if phrases:
                self.fields[f"all_{field}"] = forms.BooleanField(
                    label=f"与任务相同（{'；'.join(phrases)}）", required=False
                )

    def clean(self) -> dict:
        data = super().clean()
        for field, phrases in self._sets.items():
            if data.get(f"all_{field}"):
                data[field] = tuple(dict.fromkeys((*data.get(field, ()), *phrases)))
        if not data.get("text") and (data.get("acceptance_note") or data.get("deadline")) and "text" not in self.errors:
            self.add_error("text", "请写这一项做什么；不要这一项，就把整行清空。")
        return data


class OneWorkItemForm(WorkItemForm):
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["text"].required = True


WorkItemFormSet = formset_factory(WorkItemForm, extra=SPARE_ROWS, max_num=40)


def values_of(item: ItemInput) -> dict[str, Any]:
    """What a form shows of an item."""
    return {name: getattr(item, name) for name in FIELDS}


def input_of(data: dict[str, Any]) -> ItemInput:
    """The item a valid form holds."""
    return ItemInput(**{name: data[name] for name in FIELDS})


def inputs_of(rows: "BaseFormSet[WorkItemForm]") -> list[ItemInput]:
    """The rows with words, from a valid form set."""
    return [input_of(form.cleaned_data) for form in rows.forms if form.cleaned_data.get("text")]
