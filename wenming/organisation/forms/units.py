"""Input about units."""

import re

from django import forms

from wenming.organisation.models import Unit
from wenming.shell.refusable import Refusable, VersionedForm

from .fields import day_field


class UnitForm(Refusable):
    name = forms.CharField(label="名称", max_length=80, help_text="与文件印发时的写法一致")
    kind = forms.ChoiceField(label="类别", choices=Unit.Kind.choices)
    aliases = forms.CharField(
        label="又称", required=False, max_length=300, help_text="文件里的其他写法，用顿号隔开；导入方案时据此对上单位"
    )
    valid_from = day_field("设立日期", required=False)

    def clean_aliases(self) -> list[str]:
        return [part for part in re.split(r"[、,，;；\s]+", self.cleaned_data["aliases"]) if part]


class ChangeUnitForm(VersionedForm):
    name = forms.CharField(label="名称", max_length=80, help_text="改名后，原名自动留作别名，旧文件仍能对上")
    kind = forms.ChoiceField(label="类别", choices=Unit.Kind.choices)


class AliasForm(Refusable):
    name = forms.CharField(label="增加一个写法", max_length=80)


class CloseUnitForm(Refusable):
    valid_until = day_field("存在到哪一天", help_text="当天仍算在内；任务和台账都保留，可以恢复")
