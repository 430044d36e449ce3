"""What is copied from a slip of paper."""

from django import forms

from .queries.chain import plain

SHORTEST = 16


class SlipForm(forms.Form):
    position = forms.IntegerField(label="序号", min_value=1, max_value=10**15)
    digest = forms.CharField(
        label="摘要", max_length=120, help_text=f"抄前 {SHORTEST} 个字符就够，空格不算",
    )

    def clean_digest(self) -> str:
        given = plain(self.cleaned_data["digest"])
        if len(given) < SHORTEST or any(letter not in "0123456789abcdef" for letter in given):
            raise forms.ValidationError(f"摘要至少抄 {SHORTEST} 个字符，只有 0–9 和 a–f。")
        return given
