"""Every address that takes a POST is killed in the middle by ``tests/faults``, or stands there with its reason."""

import pytest
from django.test import Client
from django.urls import get_resolver, resolve

from tests.contracts.test_permissions import TABLE
from tests.contracts.test_urls import filled, patterns
from tests.faults.acts import ACTS, EXEMPT


@pytest.fixture
def posts(db) -> set[str]:
    """Views by name: the guarded from the table of permissions, which the product is held against, and the open."""
    guarded = {line.split("\t")[1] for line in TABLE.read_text(encoding="utf-8").splitlines() if line[:4] == "POST"}
    open_ones = {f"/{route}" for route, pattern in patterns(get_resolver())
                 if pattern.callback.guard.startswith("open") and Client().post(f"/{route}").status_code != 405}
    return {resolve(filled(route)).view_name for route in guarded | open_ones}


def test_every_address_that_takes_a_post_has_an_act_or_a_reason(posts):
    acts = {act.view for act in ACTS}
    assert posts - acts - set(EXEMPT) == set(), "an act in tests/faults/acts, or a reason in EXEMPT"
    assert acts - posts == set(), "no such address any more"
    assert set(EXEMPT) - posts == set(), "no such address any more"
    assert acts & set(EXEMPT) == set()
    assert all(EXEMPT.values())
