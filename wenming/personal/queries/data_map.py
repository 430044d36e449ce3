"""The data map: every declaration of every room, with what the models themselves say."""

from dataclasses import dataclass
from importlib import import_module

from django.apps import apps
from django.utils.module_loading import module_has_submodule

from wenming.domain.personal.declaration import Holding, PersonalField
from wenming.vault.fields import EncryptedTextField

LEAF = "personal_data"


@dataclass(frozen=True, slots=True)
class MappedField:
    field: PersonalField
    encrypted: bool


@dataclass(frozen=True, slots=True)
class MappedTable:
    holding: Holding
    fields: list[MappedField]


def holdings() -> list[Holding]:
    """What every room declares, from the ground up."""
    found: list[Holding] = []
    for config in apps.get_app_configs():
        if config.name.startswith("wenming.") and module_has_submodule(config.module, LEAF):
            found += import_module(f"{config.name}.{LEAF}").HOLDINGS
    return found


def holding_of(model: str) -> Holding:
    """Raises LookupError where no room declares the table."""
    for holding in holdings():
        if holding.model == model:
            return holding
    raise LookupError(model)


def data_map() -> list[MappedTable]:
    return [
        MappedTable(holding, [MappedField(one, _encrypted(holding.model, one.name)) for one in holding.fields])
        for holding in holdings()
    ]


def _encrypted(model: str, field: str) -> bool:
    return isinstance(apps.get_model(model)._meta.get_field(field), EncryptedTextField)
