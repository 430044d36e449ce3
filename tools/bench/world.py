"""One data folder to measure on: the fictional body in mid-course, with as much evidence as asked for.

Runs in a process of its own (``python -m tools.bench.world ROWS PHOTOS``), since settings are read once a process; what
the measuring side needs to know is the last line of its output, as JSON (``worlds.World``).
"""

import io
import json
import os
import sys
from pathlib import Path
from typing import Any

READERS = {"list": "office", "task": "office", "desk": "liaison", "wall": "leader"}
"""Who looks at each page: the clerk's ledger and task, a contact person's desk, the leader's wall."""
PHOTO_BYTES = 3_000_000


def main() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "wenming.site.settings"
    import django

    django.setup()
    build(*map(int, sys.argv[1:]))
    print(json.dumps(facts()))


def build(rows: int, photos: int) -> None:
    """A folder that was built to its end is taken as it is, so that a second run need not wait."""
    from django.core.management import call_command

    built = _data() / "built"
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    if built.exists():
        return
    call_command("demo_data", stdout=sys.stderr)
    _renew_passwords()
    _replace_evidence(rows)
    _write_plan()
    _take_in(photos)
    built.touch()


def _data() -> Path:
    return Path(os.environ["WENMING_DATA"])


def _renew_passwords() -> None:
    """The story's are as old as the story; whoever must choose a new one sees no page."""
    from django.utils import timezone

    from wenming.accounts.models import User

    User.objects.update(password_changed_at=timezone.now(), must_change_password=False)


def _replace_evidence(rows: int) -> None:
    from django.db import transaction
    from django.utils import timezone

    from tools.bench import filling
    from wenming.organisation.models import Organisation, Unit

    body = Organisation.objects.get()
    with transaction.atomic():
        filling.empty()
        other = Organisation.objects.create(name="例证市财政局", short_name="例证市财政局", created_at=timezone.now())
        Unit.objects.create(organisation=other, name="办公室", kind=Unit.Kind.DIVISION)
        filling.fill(other, rows // 10)
        filling.fill(body, rows)


def _write_plan() -> None:
    """The story's plan as a Word document, to be read by the bench."""
    import docx

    from wenming.demo.story.script import TEXTS

    document = docx.Document()
    for line in (TEXTS / "plan.txt").read_text(encoding="utf-8").splitlines():
        document.add_paragraph(line)
    document.save(str(_data() / "plan.docx"))


def _take_in(count: int) -> None:
    """Photographs filed by the real action, ten to a piece, and one more kept beside to be uploaded."""
    from django.core.files.base import ContentFile
    from django.utils import timezone

    from wenming.domain.authority import system
    from wenming.evidence.actions.filing import file_evidence
    from wenming.evidence.actions.receiving import Incoming
    from wenming.organisation.models import Unit
    from wenming.plan.models import Task

    if not count:
        return
    photo, today = _photo(), timezone.localdate()
    (_data() / "photo.jpg").write_bytes(photo)
    task = Task.objects.order_by("pk").first()
    unit = Unit.objects.of(task.organisation_id).order_by("pk").first()
    for start in range(0, count, 10):
        names = [f"现场{number}.jpg" for number in range(start, min(start + 10, count))]
        files = [Incoming(name, content=ContentFile(commented(photo, name.encode()), name)) for name in names]
        file_evidence(files=files, title=f"志愿服务{start}", unit=unit, event_on=today, tasks=[task],
                      by=system(task.organisation_id), at=timezone.now())


def _photo() -> bytes:
    """Twelve million pixels as a telephone takes them, in about PHOTO_BYTES."""
    from PIL import Image

    noise = Image.effect_noise((1000, 750), 60).convert("RGB").resize((4000, 3000))
    for quality in range(70, 100, 2):
        target = io.BytesIO()
        noise.save(target, "JPEG", quality=quality)
        if target.tell() >= PHOTO_BYTES:
            break
    return target.getvalue()


def commented(photo: bytes, comment: bytes) -> bytes:
    """The same picture with a comment in it (JPEG marker COM), so that it is another file."""
    return photo[:2] + b"\xff\xfe" + (len(comment) + 2).to_bytes(2, "big") + comment + photo[2:]


def facts() -> dict[str, Any]:
    from django.conf import settings
    from django.urls import reverse

    from wenming.filestore.models import StoredFile
    from wenming.plan.models import Task

    settings.ALLOWED_HOSTS.append("testserver")
    task = Task.objects.order_by("pk")[3]
    pages = {
        "list": reverse("evidence:ledger"), "task": reverse("plan:task", args=[task.pk]),
        "desk": reverse("dashboard:desk"), "wall": reverse("dashboard:wall"),
    }
    store = Path(settings.STORAGES["default"]["OPTIONS"]["location"])
    stored = StoredFile.objects.filter(original_name__startswith="现场").values_list("key", flat=True)
    return {
        "addresses": {**pages, "upload": reverse("evidence:receive_file"), "package": reverse("dossier:download")},
        "sessions": {name: _session(name) for name in sorted(set(READERS.values()))},
        "statements": {name: _statements(address, READERS[name]) for name, address in pages.items()},
        "files": [str(store / key) for key in stored if (store / key).exists()],
    }


def _client(name: str) -> Any:
    from django.test import Client

    from wenming.accounts.models import User

    client = Client()
    client.force_login(User.objects.get(username=name))
    return client


def _session(name: str) -> str:
    """The Cookie header of a signed-in person."""
    from django.conf import settings

    return f"{settings.SESSION_COOKIE_NAME}={_client(name).cookies[settings.SESSION_COOKIE_NAME].value}"


def _statements(address: str, who: str) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client = _client(who)
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(address)
    if answer.status_code != 200:
        raise RuntimeError(f"{address}: {answer.status_code}")
    return len(captured)


if __name__ == "__main__":
    main()
