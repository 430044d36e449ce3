"""Fields that several forms of the room share."""

from datetime import date
from typing import Any

from django import forms

from wenming.organisation.queries.units import units_of


def day_field(label: str, **more: Any) -> forms.DateField:
    """A date with the browser's own calendar."""
    return forms.DateField(label=label, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **more)


def unit_field(label: str, organisation_id: int, on: date, **more: Any) -> forms.ModelChoiceField:
    """One of the body's units that exist on a day."""
    return forms.ModelChoiceField(units_of(organisation_id, on), label=label, empty_label="请选择", **more)
