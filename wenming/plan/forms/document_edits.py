"""One request's edit of a proposal. Every form gives a typed edit of ``wenming.domain.plan.correct``."""

from typing import Any
from unicodedata import normalize

from django import forms

from wenming.domain.errors import InputRefused
from wenming.domain.plan.correct import (
    AddTask,
    ChangeArea,
    ChangeClauses,
    ChangeDocument,
    ChangeGroup,
    ChangePhases,
    ChangeTask,
)
from wenming.domain.plan.correct_tasks import TaskFields
from wenming.domain.plan.draft import Deadline, GroupDraft, PhaseDraft, PlanDraft, TargetText, TaskDraft
from wenming.domain.plan.figure import exact
from wenming.plan.models import Clause, PlanRevision, Target

NO_AREA = [("", "不属于任何部分")]


class NamesField(forms.CharField):
    """One name per line; 、 stays inside a name, since 各处室、单位 is one."""

    widget = forms.Textarea(attrs={"rows": 3})

    def __init__(self, **more: Any) -> None:
        super().__init__(required=False, max_length=4000, **more)

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, (list, tuple)) else value

    def clean(self, value: Any) -> tuple[str, ...]:
        return tuple(line.strip() for line in super().clean(value).splitlines() if line.strip())


class DayField(forms.DateField):
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class TargetForm(forms.Form):
    """A row left as it was offered, its select included, is an empty row."""

    text = forms.CharField(label="目标原文", max_length=300)
    op = forms.ChoiceField(label="比较", choices=Target.Comparison.choices, initial=Target.Comparison.AT_LEAST)
    value = forms.CharField(label="数值", max_length=22)
    unit = forms.CharField(label="单位", max_length=20, required=False)
    numerator_population = forms.CharField(label="分子是谁", max_length=120, required=False)
    denominator_population = forms.CharField(label="分母是谁", max_length=120, required=False)

    def clean_value(self) -> str:
        """Full-width digits, as a Chinese keyboard gives them, are digits."""
        value = normalize("NFKC", self.cleaned_data["value"]).strip()
        try:
            exact(value)
        except InputRefused as refused:
            raise forms.ValidationError(refused.sentence) from refused
        return value


class DeadlineForm(forms.Form):
    text = forms.CharField(label="原文怎么写时限", max_length=120)
    on = DayField(label="最后一天", required=False)


TargetForms = forms.formset_factory(TargetForm, extra=1, can_delete=True)
DeadlineForms = forms.formset_factory(DeadlineForm, extra=1, can_delete=True)


class TaskForm(forms.Form):
    number = forms.CharField(label="序号", max_length=20, required=False)
    title = forms.CharField(label="标题", max_length=300)
    area = forms.ChoiceField(label="所属部分", required=False)
    text = forms.CharField(label="任务全文", required=False, widget=forms.Textarea(attrs={"rows": 5}))
    lead_units = NamesField(label="牵头单位", help_text="一行一个")
    responsible_units = NamesField(label="责任单位", help_text="一行一个；“各处室、单位”算一个")

    def __init__(self, draft: PlanDraft, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["area"].choices = NO_AREA + [(one.key, f"{one.number}{one.name}") for one in draft.areas]


class TaskEditor:
    """The form of one task with its figures and dates; ``task`` None is a new one."""

    def __init__(self, draft: PlanDraft, task: TaskDraft | None, data: Any = None, area: str | None = None) -> None:
        self.task = task
        initial = _task_initial(task) if task else {"area": area}
        self.form = TaskForm(draft, data, initial=initial)
        self.targets = TargetForms(data, prefix="target", initial=[_plain(one) for one in task.targets] if task else [])
        self.deadlines = DeadlineForms(
            data, prefix="deadline", initial=[_plain(one) for one in task.deadlines] if task else []
        )

    def is_valid(self) -> bool:
        return all([self.form.is_valid(), self.targets.is_valid(), self.deadlines.is_valid()])

    def edit(self) -> ChangeTask | AddTask:
        plain = dict(self.form.cleaned_data)
        fields = TaskFields(
            **{**plain, "area": plain["area"] or None},
            targets=tuple(TargetText(**row) for row in _rows(self.targets)),
            deadlines=tuple(_deadline(row) for row in _rows(self.deadlines)),
        )
        return ChangeTask(self.task.key, fields) if self.task else AddTask(fields)


class AreaForm(forms.Form):
    number = forms.CharField(label="序号", max_length=20, required=False)
    name = forms.CharField(label="名称", max_length=200)

    def edit(self, key: str) -> ChangeArea:
        return ChangeArea(key, self.cleaned_data["number"], self.cleaned_data["name"])


class DocumentForm(forms.Form):
    title = forms.CharField(label="标题", max_length=200)
    issuer = forms.CharField(label="发文机关", max_length=120, required=False)
    document_number = forms.CharField(label="文号", max_length=60, required=False)
    issued_on = DayField(label="印发日期", required=False)
    recipients = forms.CharField(label="主送", max_length=300, required=False)
    disclosure = forms.ChoiceField(
        label="信息公开选项", required=False, choices=[("", "没有写明"), *PlanRevision.Disclosure.choices]
    )
    honour = forms.CharField(
        label="创建的称号", max_length=80, required=False, help_text="创建活动的名称和领导小组的名称用到它。"
    )

    def edit(self) -> ChangeDocument:
        data = dict(self.cleaned_data)
        day = data.pop("issued_on")
        return ChangeDocument(issued_on=day.isoformat() if day else None, **data)


class PhaseForm(forms.Form):
    key = forms.CharField(widget=forms.HiddenInput, required=False)
    name = forms.CharField(label="阶段", max_length=80)
    start = forms.CharField(label="开始", max_length=10, required=False)
    end = forms.CharField(label="结束", max_length=10, required=False)
    text = forms.CharField(label="原文", required=False, widget=forms.Textarea(attrs={"rows": 3}))


PhaseForms = forms.formset_factory(PhaseForm, extra=1, can_delete=True)


def phases_edit(phases: forms.BaseFormSet) -> ChangePhases:
    return ChangePhases(tuple(
        PhaseDraft(row["key"], row["name"], row["start"] or None, row["end"] or None, row["text"])
        for row in _rows(phases)
    ))


class GroupForm(forms.Form):
    leader = NamesField(label="组长", help_text="一行一个")
    deputy = NamesField(label="副组长", help_text="一行一个")
    members = NamesField(label="成员", help_text="一行一个；“各处室、单位主要负责人”按职务认定")
    office_unit = forms.CharField(label="办公室设在", max_length=80, required=False)
    office_members = NamesField(label="办公室成员", help_text="一行一个")

    def edit(self) -> ChangeGroup:
        return ChangeGroup(**self.cleaned_data)


class ClauseForm(forms.Form):
    was = forms.IntegerField(widget=forms.HiddenInput, required=False)
    kind = forms.ChoiceField(label="类别", choices=Clause.Kind.choices, initial=Clause.Kind.OTHER)
    heading = forms.CharField(label="小标题", max_length=200, required=False)
    text = forms.CharField(label="正文", widget=forms.Textarea(attrs={"rows": 4}))


ClauseForms = forms.formset_factory(ClauseForm, extra=1, can_delete=True)


def clauses_edit(clauses: forms.BaseFormSet) -> ChangeClauses:
    return ChangeClauses(tuple((row["was"], row["kind"], row["heading"], row["text"]) for row in _rows(clauses)))


def document_initial(draft: PlanDraft) -> dict[str, Any]:
    return {name: getattr(draft, name) for name in DocumentForm.base_fields}


def phases_initial(draft: PlanDraft) -> list[dict[str, Any]]:
    return [_plain(phase) | {"key": phase.key} for phase in draft.phases]


def group_initial(draft: PlanDraft) -> dict[str, Any]:
    group = draft.group or GroupDraft()
    names = {field: [one.name for one in getattr(group, field)]
             for field in ("leader", "deputy", "members", "office_members")}
    return names | {"office_unit": group.office_unit}


def clauses_initial(draft: PlanDraft) -> list[dict[str, Any]]:
    return [{"was": at, "kind": one.kind, "heading": one.heading, "text": one.text}
            for at, one in enumerate(draft.clauses)]


def _task_initial(task: TaskDraft) -> dict[str, Any]:
    return {
        "number": task.number, "title": task.title, "text": task.text, "area": task.area or "",
        "lead_units": [one.name for one in task.lead_units],
        "responsible_units": [one.name for one in task.responsible_units],
    }


def _plain(one: TargetText | Deadline | PhaseDraft) -> dict[str, Any]:
    hidden = {"spans", "confidence"}
    return {name: getattr(one, name) for name in one.__slots__ if name not in hidden}


def _rows(forms_: forms.BaseFormSet) -> list[dict[str, Any]]:
    """What the rows hold, without those ticked for removal and those left empty."""
    rows = [dict(form.cleaned_data) for form in forms_ if form.cleaned_data and not form.cleaned_data.get("DELETE")]
    for row in rows:
        row.pop("DELETE", None)
    return rows


def _deadline(row: dict[str, Any]) -> Deadline:
    return Deadline(row["text"], row["on"].isoformat() if row["on"] else None)
