"""No personal data without a declaration: purpose, basis, sensitivity, how long, who may see it."""

import re

import pytest
from django.apps import apps
from django.db import models

from tests.contracts.test_models import MODELS
from wenming.accounts.models import User
from wenming.organisation.models import Person
from wenming.personal.queries.data_map import data_map, holdings
from wenming.personal.registry import retention, retention_rules
from wenming.vault.fields import EncryptedTextField

LOOKS_PERSONAL = re.compile(
    r"(^|_)(phone|mobile|telephone|id_number|birth\w*|born\w*|sex|gender|ethnic\w*|health|bank\w*|address|email|wechat|"
    r"contact|party_member|people|by|owner|actor_label|by_label|asked_by_label|username)$"
)
DECLARED = {(one.model, field.name) for one in holdings() for field in one.fields}
LABELS = {"姓名", "本人"}


def looks_personal(field: models.Field) -> bool:
    if isinstance(field, models.ForeignKey) and field.related_model in {Person, User}:
        return True
    if isinstance(field, models.ForeignKey | models.BooleanField) and field.name != "party_member":
        return False
    told = str(field.verbose_name) in LABELS or isinstance(field, EncryptedTextField)
    return told or bool(LOOKS_PERSONAL.search(field.name))


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_every_field_that_looks_personal_is_declared(model):
    label = model._meta.label_lower
    missing = [field.name for field in model._meta.local_fields if looks_personal(field)
               and (label, field.name) not in DECLARED]
    assert not missing, f"{label}: declare {missing} in {model._meta.app_label}/personal_data.py"


@pytest.mark.parametrize("holding", holdings(), ids=lambda one: one.model)
def test_what_is_declared_exists_and_says_all(holding):
    model = apps.get_model(holding.model)
    for field in holding.fields:
        model._meta.get_field(field.name)
    for words in (holding.table, holding.purpose, holding.seen_by, holding.basis.label, str(holding.retention),
                  *(field.label for field in holding.fields)):
        assert re.search(r"[\u4e00-\u9fff]", words), (holding.model, words)


def test_a_table_is_declared_once():
    models_declared = [one.model for one in holdings()]
    assert len(models_declared) == len(set(models_declared))


def test_what_has_a_period_has_a_rule_and_the_record_has_none():
    with_period = {one.model for one in holdings() if one.retention.months is not None}
    assert with_period == set(retention_rules())
    with pytest.raises(ValueError, match="record"):
        retention("audit.auditentry", act="删除", due=lambda *_: None)


def test_sensitive_fields_lie_encrypted():
    """All but stored files, which the field cipher does not reach: the map says so."""
    open_ones = {(table.holding.model, mapped.field.name) for table in data_map() for mapped in table.fields
                 if mapped.field.sensitivity == "sensitive" and not mapped.encrypted}
    assert open_ones == {("organisation.rosterimport", "file")}


def test_the_net_catches_what_it_is_meant_to():
    caught = {name for name in ("phone", "id_number", "uploaded_by", "home_address", "birth_date", "people", "owner")
              if LOOKS_PERSONAL.search(name)}
    assert len(caught) == 7
    assert not any(LOOKS_PERSONAL.search(name) for name in ("name", "title", "standby_note", "objective"))
