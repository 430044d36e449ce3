"""What must hold of every model: whose it is, how it points outside its room, and its migrations."""

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import models

from wenming.organisation.models import Organisation, OrganisationOwned

ROOMS = {config.label for config in apps.get_app_configs() if config.name.startswith("wenming.")}
MODELS = [model for model in apps.get_models() if model._meta.app_label in ROOMS]
BELOW_ORGANISATION = {"audit", "filestore", "jobs"}
# whose rows belong to the installation or hang on a row that names its organisation
NOT_TENANT_OWNED = {
    "organisation.organisation", "accounts.user", "accounts.sentform", "accounts.usedpassword", "accounts.failedsignin",
    "accounts.recoverycode", "jobs.signoflife",
}


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_every_tenant_owned_row_carries_its_organisation(model):
    label = model._meta.label_lower
    if label in NOT_TENANT_OWNED:
        return
    if model._meta.app_label in BELOW_ORGANISATION:
        assert isinstance(model._meta.get_field("organisation_id"), models.BigIntegerField)
    else:
        assert issubclass(model, OrganisationOwned)


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_a_key_that_leaves_its_room_leaves_no_trace_there(model):
    """related_name "+" and PROTECT: a lower room neither sees nor takes along what an upper room hangs on it."""
    for field in model._meta.local_fields:
        if isinstance(field, models.ForeignKey) and field.related_model._meta.app_label != model._meta.app_label:
            assert field.remote_field.related_name.endswith("+"), field
            assert field.remote_field.on_delete is models.PROTECT, field


@pytest.mark.parametrize("model", [m for m in MODELS if issubclass(m, OrganisationOwned)], ids=lambda m: m._meta.label)
def test_list_indexes_begin_with_the_organisation(model):
    for index in model._meta.indexes:
        assert index.fields[0] == "organisation", index.name


@pytest.mark.django_db
def test_no_migration_is_missing():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_nothing_postgresql_only_in_models():
    for model in MODELS:
        for field in model._meta.local_fields:
            assert not type(field).__module__.startswith("django.contrib.postgres"), field


def test_every_choice_has_a_label_a_person_reads():
    for model in MODELS:
        for field in model._meta.local_fields:
            for value, label in field.flatchoices:
                assert str(label), (field, value)
                assert str(label) != str(value) or not str(value).isalpha(), (field, value)


def test_the_organisation_is_never_deleted_by_a_cascade():
    for relation in Organisation._meta.related_objects:
        assert relation.on_delete is models.PROTECT, relation
