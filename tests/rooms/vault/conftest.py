"""A ring of keys of its own for each test, and people to seal."""

import pytest

from tests.factories.organisation import make_person
from wenming.vault import keyring

ID_NUMBER = "43010119780214002X"
PHONE = "13800008000"


@pytest.fixture(autouse=True)
def ring(settings, tmp_path):
    settings.VAULT_KEYS = tmp_path / "keys"
    keyring.make(1)
    return settings.VAULT_KEYS


@pytest.fixture
def person(cast):
    return make_person(cast.lead, "示范甲", id_number=ID_NUMBER, phone=PHONE)
