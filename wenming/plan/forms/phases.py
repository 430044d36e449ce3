"""One request's input about a phase."""

from django import forms

from .refusals import day_input


class PhaseForm(forms.Form):
    starts_on = forms.DateField(label="开始", required=False, widget=day_input())
    ends_on = forms.DateField(label="结束", required=False, widget=day_input())
    version = forms.IntegerField(widget=forms.HiddenInput)
