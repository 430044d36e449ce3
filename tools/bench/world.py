"""One data folder to measure on: the fictional body in mid-course, with as much evidence as asked for.

Runs in a process of its own (``python -m tools.bench.world ROWS``), since settings are read once a process; what the
measuring side needs to know goes to the standard output as JSON.
"""

import json
import os
import sys

PEOPLE = ("office", "liaison", "leader")


def main() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "wenming.site.settings"
    import django

    django.setup()
    build(int(sys.argv[1]))
    print(json.dumps(facts()))


def build(rows: int) -> None:
    """A database that holds evidence already is taken as it is: a second run need not wait."""
    from django.core.management import call_command
    from django.db import transaction
    from django.utils import timezone

    from tools.bench import filling
    from wenming.evidence.models import Evidence
    from wenming.organisation.models import Organisation, Unit

    call_command("migrate", verbosity=0)
    if Organisation.objects.count() > 1:
        return
    call_command("demo_data", stdout=sys.stderr)
    body = Organisation.objects.get()
    with transaction.atomic():
        filling.empty()
        other = Organisation.objects.create(name="例证市财政局", short_name="例证市财政局", created_at=timezone.now())
        Unit.objects.create(organisation=other, name="办公室", kind=Unit.Kind.DIVISION)
        filling.fill(other, rows // 10)
        filling.fill(body, rows)
    print(Evidence.objects.count(), "pieces of evidence", file=sys.stderr)


def facts() -> dict[str, object]:
    """Addresses of the pages measured, the number of SQL statements of each, and a session for each person."""
    from django.conf import settings
    from django.urls import reverse

    from wenming.plan.models import Task

    settings.ALLOWED_HOSTS.append("testserver")
    task = Task.objects.order_by("pk")[3]
    addresses = {
        "list": reverse("evidence:ledger"), "task": reverse("plan:task", args=[task.pk]),
        "desk": reverse("dashboard:desk"), "upload": reverse("evidence:receive_file"),
        "package": reverse("dossier:download"),
    }
    sessions = {name: _session(name) for name in PEOPLE}
    pages = [(name, who) for name in ("list", "task", "desk") for who in PEOPLE]
    return {"addresses": addresses, "sessions": sessions,
            "sql": {f"{name} {who}": _statements(addresses[name], who) for name, who in pages}}


def _client(name: str):
    from django.test import Client

    from wenming.accounts.models import User

    client = Client()
    client.force_login(User.objects.get(username=name))
    return client


def _session(name: str) -> str:
    from django.conf import settings

    return _client(name).cookies[settings.SESSION_COOKIE_NAME].value


def _statements(address: str, who: str) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client = _client(who)
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        client.get(address)
    return len(captured)


if __name__ == "__main__":
    main()
