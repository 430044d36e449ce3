"""Signing in and one's own password."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password

from wenming.accounts.errors import SignInRefused
from wenming.accounts.models import User


class SignInForm(forms.Form):
    username = forms.CharField(
        label="登录名", max_length=60, widget=forms.TextInput(attrs={"autocomplete": "username"})
    )
    password = forms.CharField(
        label="密码", max_length=200, strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def refuse(self) -> None:
        self.add_error(None, SignInRefused().sentence)


def _in_chinese(refusal: forms.ValidationError) -> forms.ValidationError | str:
    """Django's own catalogue has no Chinese for the sentence on length."""
    if refusal.code == "password_too_short" and refusal.params:
        return f"密码太短，至少要 {refusal.params['min_length']} 个字符。"
    return refusal


class ChangePasswordForm(forms.Form):
    old_password = forms.CharField(
        label="现在的密码", strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "current-password"})
    )
    new_password = forms.CharField(
        label="新密码", strip=False, help_text="至少 10 个字符，不要用姓名、登录名或常见密码",
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label="再输一遍新密码", strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "new-password"})
    )

    def __init__(self, user: User, data: Any = None) -> None:
        super().__init__(data)
        self.user = user

    def clean_old_password(self) -> str:
        if not self.user.check_password(self.cleaned_data["old_password"]):
            raise forms.ValidationError("现在的密码不对。")
        return self.cleaned_data["old_password"]

    def clean_new_password(self) -> str:
        try:
            validate_password(self.cleaned_data["new_password"], self.user)
        except forms.ValidationError as refusal:
            raise forms.ValidationError([_in_chinese(one) for one in refusal.error_list]) from None
        return self.cleaned_data["new_password"]

    def clean(self) -> dict:
        data = super().clean()
        new = data.get("new_password")
        if new and new != data.get("again"):
            self.add_error("again", "两次输入的新密码不一样。")
        if new and new == data.get("old_password"):
            self.add_error("new_password", "新密码与现在的密码相同，请换一个。")
        return data
