"""A member of the staff with an account and an entry of the roster that belong together."""

import pytest

from tests.factories.organisation import make_person
from tests.rooms.personal.numbers import ID_NUMBER, PHONE


@pytest.fixture
def person(cast):
    """The roster entry of the member."""
    person = make_person(cast.lead, "普通职工", id_number=ID_NUMBER, phone=PHONE)
    cast.users["member"].person = person
    cast.users["member"].save()
    return person
