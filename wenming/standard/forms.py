"""Input about editions and their lines."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django import forms

from wenming.domain.standard.columns import Layout
from wenming.domain.standard.figures import shown
from wenming.domain.standard.layouts import choices, said, with_columns
from wenming.domain.standard.nodes import rule_from_json
from wenming.domain.standard.rule_typing import Typed, rule_from, typed_from
from wenming.domain.standard.rules import WEAKER, Rule, RuleType
from wenming.shell.refusable import Refusable, VersionedForm

from .models import Edition, EditionFinding, Indicator, Standard
from .queries.editions import standards_of

CONTROL = {"class": "control"}


def _figure(label: str, **more: Any) -> forms.DecimalField:
    return forms.DecimalField(label=label, required=False, min_value=0, max_digits=12, decimal_places=4,
                              widget=forms.NumberInput(attrs={**CONTROL, "step": "any"}), **more)


class UploadForm(Refusable):
    content = forms.FileField(
        label="测评体系文件", allow_empty_file=True, help_text="xlsx、csv、docx 表格，JSON、YAML，或存成文本的条文。",
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.csv,.docx,.doc,.wps,.json,.yaml,.yml,.txt,.md,.pdf"}),
    )
    standard = forms.ModelChoiceField(
        Standard.objects.none(), label="是哪个体系的新一版", required=False, empty_label="（新的体系）",
        widget=forms.Select(attrs=CONTROL),
    )
    title = forms.CharField(label="体系名称", max_length=200, required=False, widget=forms.TextInput(attrs=CONTROL),
                            help_text="如“省直机关文明单位测评体系”。选了已有的体系就不用填。")
    label = forms.CharField(label="版次", max_length=40, widget=forms.TextInput(attrs=CONTROL), help_text="年份或版次")
    issuer = forms.CharField(label="发布单位", max_length=120, required=False, widget=forms.TextInput(attrs=CONTROL))

    def __init__(self, *given: Any, organisation_id: int, **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["standard"].queryset = standards_of(organisation_id)  # type: ignore[attr-defined]


class FactsForm(VersionedForm):
    declared_total = _figure("满分", help_text="文件写明的总分；各条合计会与它核对")
    pass_mark = _figure("合格线")
    completeness = forms.ChoiceField(label="完整程度", choices=Edition.Completeness.choices,
                                     widget=forms.Select(attrs=CONTROL))
    statement_limit = forms.IntegerField(label="每条说明的字数上限", required=False, min_value=1, max_value=100_000,
                                         widget=forms.NumberInput(attrs=CONTROL))
    honour_levels = forms.CharField(label="荣誉层级", required=False, max_length=300, help_text="由低到高，用顿号隔开",
                                    widget=forms.TextInput(attrs=CONTROL))
    source_note = forms.CharField(label="来源", required=False, max_length=300, widget=forms.TextInput(attrs=CONTROL))

    def clean_honour_levels(self) -> list[str]:
        return _listed(self.cleaned_data["honour_levels"])


def facts_of(edition: Edition) -> dict[str, Any]:
    return {
        "declared_total": plain(edition.declared_total), "pass_mark": plain(edition.pass_mark),
        "completeness": edition.completeness, "statement_limit": edition.statement_limit,
        "honour_levels": "、".join(edition.honour_levels), "source_note": edition.source_note,
    }


def _listed(typed: str) -> list[str]:
    return [one.strip() for one in typed.replace("，", "、").replace(",", "、").split("、") if one.strip()]


class ColumnsForm(VersionedForm):
    """One choice a column of each table: what it holds."""

    def __init__(self, data: Any = None, *, layouts: Sequence[Layout | None], **more: Any) -> None:
        super().__init__(data, **more)
        self.layouts = layouts
        self.tables: list[tuple[int, list[forms.BoundField]]] = []
        for table, layout in enumerate(layouts):
            for at, column in enumerate(layout.columns if layout else ()):
                self.fields[f"table-{table}-{at}"] = forms.ChoiceField(
                    label=column.head or f"第 {at + 1} 列", choices=choices(), initial=said(column.role, column.level),
                    widget=forms.Select(attrs=CONTROL),
                )
        for table, layout in enumerate(layouts):
            if layout:
                own = [self[f"table-{table}-{at}"] for at in range(len(layout.columns))]
                self.tables.append((table + 1, own))

    def corrected(self) -> list[Layout | None]:
        return [
            with_columns(layout, [self.cleaned_data[f"table-{table}-{at}"] for at in range(len(layout.columns))])
            if layout else None
            for table, layout in enumerate(self.layouts)
        ]


class LineForm(VersionedForm):
    """A line as it is put right; ``rule`` comes out of the kind chosen and the few figures that kind has."""

    code = forms.CharField(label="编号", max_length=60, required=False, widget=forms.TextInput(attrs=CONTROL))
    name = forms.CharField(label="内容", max_length=4000, widget=forms.Textarea(attrs={**CONTROL, "rows": 4}))
    max_score = _figure("分值", help_text="没有分值就空着")
    cap = _figure("封顶", help_text="本条和它下面各条合计最多计多少分")
    bonus = forms.BooleanField(label="是加分项", required=False)
    levels = forms.CharField(label="只适用于", required=False, max_length=300,
                             help_text="荣誉层级，用顿号隔开；空：都适用", widget=forms.TextInput(attrs=CONTROL))
    rule_type = forms.ChoiceField(label="怎样计分", choices=[(one.value, one.label) for one in RuleType],
                                  widget=forms.Select(attrs=CONTROL))
    points = _figure("扣分、得分或最多", help_text="空：按本条分值")
    amount = _figure("应达到的数量", help_text="每少一件扣分、达到数值得分时填写")
    unit = forms.CharField(label="单位", max_length=10, required=False, widget=forms.TextInput(attrs=CONTROL))
    op = forms.ChoiceField(label="比较", choices=WEAKER.items(), required=False, initial=">=",
                           widget=forms.Select(attrs=CONTROL))
    rows = forms.CharField(label="逐级写明", required=False, max_length=2000,
                           help_text="每行一级，后面空一格写数字：省部级 1.5、>=95 4、3月 2",
                           widget=forms.Textarea(attrs={**CONTROL, "rows": 3}))
    each = forms.BooleanField(label="每发生一次都扣", required=False)
    highest_only = forms.BooleanField(label="只计最高一级", required=False)

    def clean_levels(self) -> list[str]:
        return _listed(self.cleaned_data["levels"])

    def clean_points(self) -> Fraction | None:
        return _exact(self.cleaned_data["points"])

    def clean_amount(self) -> Fraction | None:
        return _exact(self.cleaned_data["amount"])

    def rule(self) -> Rule:
        """Raises InputRefused for figures its kind of rule lacks."""
        typed = self.cleaned_data
        return rule_from(Typed(
            typed["rule_type"], typed["points"], typed["amount"], typed["unit"], typed["op"] or ">=", typed["rows"],
            typed["each"], typed["highest_only"],
        ))


def _exact(value: Any) -> Fraction | None:
    return None if value is None else Fraction(value)


def line_of(indicator: Indicator) -> dict[str, Any]:
    typed = typed_from(rule_from_json(indicator.rule))
    return {
        "code": indicator.code, "name": indicator.name, "bonus": indicator.bonus, "levels": "、".join(indicator.levels),
        "max_score": plain(indicator.max_score), "cap": plain(indicator.cap), "rule_type": str(typed.type),
        "points": plain(typed.points), "amount": plain(typed.amount), "unit": typed.unit, "op": typed.op,
        "rows": typed.rows, "each": typed.each, "highest_only": typed.highest_only,
    }


def plain(value: Decimal | Fraction | None) -> str:
    """As it is typed, to the last digit: what is not changed is saved as it was."""
    return "" if value is None else shown(Fraction(value))


class NewLineForm(VersionedForm):
    code = forms.CharField(label="编号", max_length=60, required=False, widget=forms.TextInput(attrs=CONTROL))
    name = forms.CharField(label="内容", max_length=4000, widget=forms.Textarea(attrs={**CONTROL, "rows": 2}))
    max_score = _figure("分值")


class DecisionForm(Refusable):
    state = forms.ChoiceField(label="怎样处理", choices=[
        (EditionFinding.State.KEPT, "照原文保留"), (EditionFinding.State.CORRECTED, "已更正")])
    note = forms.CharField(label="为什么", max_length=300, required=False, widget=forms.TextInput(attrs=CONTROL))


