"""One request's input about accounts."""

from django import forms
from django.contrib.auth.password_validation import validate_password

from .errors import SignInRefused


class SignInForm(forms.Form):
    username = forms.CharField(label="登录名", max_length=60, widget=forms.TextInput(attrs={"autocomplete": "username"}))
    password = forms.CharField(
        label="密码", max_length=200, strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "current-password"})
    )

    def refuse(self) -> None:
        self.add_error(None, SignInRefused().sentence)


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

    def __init__(self, user, data=None) -> None:
        super().__init__(data)
        self.user = user

    def clean_old_password(self) -> str:
        if not self.user.check_password(self.cleaned_data["old_password"]):
            raise forms.ValidationError("现在的密码不对。")
        return self.cleaned_data["old_password"]

    def clean_new_password(self) -> str:
        validate_password(self.cleaned_data["new_password"], self.user)
        return self.cleaned_data["new_password"]

    def clean(self) -> dict:
        data = super().clean()
        if data.get("new_password") and data["new_password"] != data.get("again"):
            self.add_error("again", "两次输入的新密码不一样。")
        return data
