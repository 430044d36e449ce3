"""One request's input about a target: a dated measurement."""

from django import forms

from wenming.plan.models import Target

from .refusals import day_input

LARGEST = 10**12
"""More than any body counts, and still a number the database holds."""


class MeasurementForm(forms.Form):
    as_of = forms.DateField(label="截至", widget=day_input(), help_text="统计到哪一天")
    numerator = forms.IntegerField(label="分子", max_value=LARGEST)
    denominator = forms.IntegerField(label="分母", max_value=LARGEST, required=False)
    exclusions = forms.CharField(
        label="不计入的人与理由", max_length=300, required=False, help_text="例如：长期病假 2 人；没有就不填"
    )
    proof = forms.FileField(label="名单或统计表", required=False, help_text="有就附上，复核时不用再要")

    def __init__(self, target: Target, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if target.is_ratio:
            self.fields["numerator"].label = target.numerator_population or "分子（人数）"
            self.fields["denominator"].label = target.denominator_population or "分母（人数）"
            self.fields["denominator"].required = True
        else:
            self.fields["numerator"].label = f"实际完成{'（' + target.unit + '）' if target.unit else ''}"
            del self.fields["denominator"]
