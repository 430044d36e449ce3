"""Signing in and one's own password."""

from typing import Any

from django import forms

from wenming.shell.refusable import Refusable

CURRENT = {"autocomplete": "current-password"}
NEW = {"autocomplete": "new-password"}


class SignInForm(Refusable):
    username = forms.CharField(
        label="登录名", max_length=60, widget=forms.TextInput(attrs={"autocomplete": "username"})
    )
    password = forms.CharField(label="密码", max_length=200, strip=False, widget=forms.PasswordInput(attrs=CURRENT))


class CodeForm(Refusable):
    code = forms.CharField(
        label="动态口令", max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "text", "spellcheck": "false"}),
    )


class ChangePasswordForm(Refusable):
    old_password = forms.CharField(
        label="现在的密码", max_length=200, strip=False, widget=forms.PasswordInput(attrs=CURRENT)
    )
    new_password = forms.CharField(label="新密码", max_length=200, strip=False, widget=forms.PasswordInput(attrs=NEW))
    again = forms.CharField(label="再输一遍新密码", max_length=200, strip=False, widget=forms.PasswordInput(attrs=NEW))

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("new_password") and data["new_password"] != data.pop("again", None):
            self.add_error("again", "两次输入的新密码不一样。")
        return data
