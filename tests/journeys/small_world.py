"""A body with one small campaign and the cast of the access tables: ``python -m tests.journeys.small_world``."""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wenming.site.settings")
django.setup()

from tests.cast import LONG_AGO, NOW, make_cast  # noqa: E402
from tests.factories.organisation import make_person  # noqa: E402
from tests.factories.plan import make_campaign  # noqa: E402
from wenming.personal.actions.linking import link_account  # noqa: E402


def make() -> None:
    cast = make_cast()
    make_campaign(cast, tasks=2)
    person = make_person(cast.responsible, "普通职工", since=LONG_AGO)
    link_account(user=cast.users["member"], person=person, by=cast.viewers["system_admin"], at=NOW)


if __name__ == "__main__":
    make()
