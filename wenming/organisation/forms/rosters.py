"""Input about importing a roster."""

from datetime import date
from typing import Any

from django import forms

from wenming.domain.errors import InputRefused
from wenming.domain.roster.columns import CARDS, IGNORED, Column, squeezed_head
from wenming.organisation.actions.rosters import Layout
from wenming.organisation.intake.rosters import Outline
from wenming.organisation.models import RosterImport, Unit
from wenming.shell.refusable import Refusable

from .fields import day_field, unit_field


class RosterForm(Refusable):
    content = forms.FileField(
        label="名册文件", allow_empty_file=True,
        help_text=".xlsx 或 .csv，20 MB、1 万行以内。旧版 .xls 请先另存为 .xlsx。",
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.csv"}),
    )
    as_of = day_field("名册截至", help_text="表里的人和状态是哪一天的；没写日期的变动都从这一天算")
    nature = forms.ChoiceField(
        label="与现有登记不同的地方", choices=[
            (RosterImport.Nature.CHANGE, "是人员真的有变动（记下变动，保留原来的经历）"),
            (RosterImport.Nature.CORRECTION, "是原来登记错了（按本表更正，错的留底）"),
        ], initial=RosterImport.Nature.CHANGE,
    )


class ColumnsForm(Refusable):
    """One choice a column of the sheet: what it is."""

    def __init__(self, data: Any = None, *, outline: Outline, **more: Any) -> None:
        super().__init__(data, **more)
        self.outline = outline
        choices = [("", "不读"), *((str(column), card.title) for column, card in CARDS.items())]
        for head in outline.heads:
            self.fields[f"column_{head.place}"] = forms.ChoiceField(
                label=head.head or f"第 {head.place + 1} 列", choices=choices, required=False, initial=head.column,
                widget=forms.Select(attrs={"class": "control"}),
            )

    def layout(self) -> Layout:
        """Raises InputRefused where two columns of the sheet were given the same meaning."""
        chosen = [(head.place, self.cleaned_data[f"column_{head.place}"]) for head in self.outline.heads]
        named = [column for _, column in chosen if column]
        twice = next((column for column in named if named.count(column) > 1), None)
        if twice:
            raise InputRefused(f"有两列都指为“{CARDS[Column(twice)].title}”，请改掉一列。")
        columns = {Column(column): place for place, column in chosen if column}
        return Layout(self.outline.sheet, self.outline.heads_at, columns)

    def heads(self) -> dict[str, str]:
        """What to remember: each head with its column, or that it is not read."""
        return {
            squeezed_head(head.head): self.cleaned_data[f"column_{head.place}"] or IGNORED
            for head in self.outline.heads if squeezed_head(head.head)
        }


class WhereForm(forms.Form):
    """Which sheet, and in which row of it (as spreadsheets count) the heads stand."""

    sheet = forms.CharField(max_length=60, required=False)
    row = forms.IntegerField(min_value=1, max_value=100, required=False)


class UnitNamesForm(Refusable):
    """One choice a unit name the roster does not know."""

    def __init__(self, data: Any = None, *, names: list[tuple[str, int, list[Unit]]], organisation_id: int, on: date,
                 **more: Any) -> None:
        super().__init__(data, **more)
        self.names = names
        for place, (name, rows, alike) in enumerate(names):
            self.fields[f"unit_{place}"] = unit_field(
                f"“{name}”（{rows} 行）", organisation_id, on, required=False,
                help_text=f"像是：{'、'.join(unit.name for unit in alike)}" if alike else "名录里没有相近的",
            )

    def chosen(self) -> list[tuple[str, Unit]]:
        return [
            (name, unit) for place, (name, _, _) in enumerate(self.names)
            if (unit := self.cleaned_data.get(f"unit_{place}"))
        ]


class ConfirmForm(Refusable):
    digest = forms.CharField(widget=forms.HiddenInput)
    leave_out_bad = forms.BooleanField(required=False)
    mark_absent = forms.BooleanField(required=False)
