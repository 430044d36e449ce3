"""One request's input about a material slot."""

from django import forms

from wenming.plan.models import TaskSlot
from wenming.standard.models import MaterialSlot

from .refusals import day_input

CAPTIONS = (("time", "时间"), ("place", "地点"), ("people", "人物"), ("topic", "主题"))


class SlotForm(forms.Form):
    title = forms.CharField(label="要什么", max_length=120, help_text="例如：法治讲座照片")
    source_line = forms.CharField(label="依据", max_length=300, help_text="方案或测评体系的哪一句")
    of_each_unit = forms.BooleanField(label="每个单位各交一份", required=False)
    kind = forms.ChoiceField(label="种类", choices=MaterialSlot.Kind)
    minimum = forms.IntegerField(label="至少几件", min_value=1, max_value=999, initial=1)
    maximum = forms.IntegerField(label="至多几件", min_value=1, max_value=999, required=False)
    characters = forms.IntegerField(label="字数上限", min_value=1, max_value=100_000, required=False)
    window_from = forms.DateField(label="活动日期不早于", required=False, widget=day_input())
    window_until = forms.DateField(label="活动日期不晚于", required=False, widget=day_input())
    captions = forms.MultipleChoiceField(
        label="说明里要有", choices=CAPTIONS, required=False, widget=forms.CheckboxSelectMultiple
    )
    group = forms.CharField(
        label="共用组", max_length=60, required=False,
        help_text="几条要求一份材料都能答的，组名写成一样：引用其中一条，其余的一并算上",
    )
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)


def initial_of(task_slot: TaskSlot) -> dict:
    """The form's fields as the slot has them now."""
    slot = task_slot.slot
    own = ("title", "source_line", "kind", "minimum", "maximum", "characters", "window_from", "window_until",
           "captions", "group")
    values = {name: getattr(slot, name) for name in own}
    return values | {"of_each_unit": task_slot.of_each_unit, "version": task_slot.version}
