"""What someone says about a thing."""

from django import forms

from .actions.comments import LONGEST


class CommentForm(forms.Form):
    text = forms.CharField(
        label="留言", max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 2}), help_text="写 @姓名 会通知此人",
    )
