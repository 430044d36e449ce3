"""Opening an account, giving a role."""

from datetime import date
from typing import Any

from django import forms

from wenming.domain.authority import Role
from wenming.organisation.queries.units import units_of
from wenming.shell.refusable import Refusable

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class OpenAccountForm(Refusable):
    name = forms.CharField(label="姓名", max_length=60)
    username = forms.RegexField(
        r"^[A-Za-z0-9._-]{2,60}$", label="登录名", help_text="字母、数字、点、短横或下划线，如 zhang.san",
        error_messages={"invalid": "登录名用 2 个以上的字母、数字、点、短横或下划线。"},
    )
    valid_until = forms.DateField(
        label="账号有效至", required=False, widget=DAY,
        help_text="不填即长期；借调、挂职和专家请填离开的日子，到日自动停用",
    )


class LastDayForm(Refusable):
    valid_until = forms.DateField(label="账号有效至", required=False, widget=DAY, help_text="不填即长期；到日自动停用")


class GrantForm(Refusable):
    role = forms.TypedChoiceField(label="角色", choices=[(role.value, role.label) for role in Role], coerce=Role)
    valid_from = forms.DateField(label="自", widget=DAY)
    valid_until = forms.DateField(
        label="至", required=False, widget=DAY, help_text="不填即长期；专家请填离开的日子",
    )

    def __init__(self, data: Any = None, *, organisation_id: int, on: date, **more: Any) -> None:
        super().__init__(data, initial={"valid_from": on}, **more)
        self.fields["unit"] = forms.ModelChoiceField(
            units_of(organisation_id, on), label="单位", required=False, empty_label="不限单位",
            help_text="联络员和单位负责人要选单位",
        )
        self.order_fields(["role", "unit"])
