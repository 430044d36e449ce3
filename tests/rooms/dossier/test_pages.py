"""申报: who sees it, what it says, and the download from the first byte to the record."""

import io
from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.domain.dossier.pieces import unzipped
from tests.factories.plan import make_campaign
from wenming.audit.models import AuditEntry
from wenming.domain.dossier.verification import verify
from wenming.domain.errors import NotAllowed, RuleBroken
from wenming.dossier import access, actions
from wenming.dossier.models import PackageExport
from wenming.dossier.queries.contents import contents_of
from wenming.evidence.models import Evidence
from wenming.plan.models import Campaign

from .filed import make_filed

PAGE, DOWNLOAD = "/dossier/", "/dossier/package.zip"


@pytest.fixture
def made(cast):
    return make_campaign(cast, 3, on=timezone.localdate())


def download(cast, who: str = "office") -> bytes:
    return cast.client(who).post(DOWNLOAD).getvalue()


@pytest.mark.parametrize(
    ("who", "status"),
    [("office", 200), ("leader", 200), ("lead", 403), ("responsible", 403), ("head", 403), ("member", 403),
     ("expert", 403), ("system_admin", 403), ("security_admin", 403), ("audit_admin", 403)],
)
def test_the_package_is_for_the_office_and_the_leaders(cast, made, who, status):
    client = cast.client(who)
    assert client.get(PAGE).status_code == status
    assert client.post(DOWNLOAD).status_code == status
    if status == 403:
        with pytest.raises(NotAllowed):
            access.campaign_for(cast.viewers[who])
        with pytest.raises(NotAllowed):
            actions.open_package(
                campaign=made.campaign, contents=contents_of(made.campaign, with_withheld=True), by=cast.viewers[who],
                at=timezone.now(),
            )
    assert PackageExport.objects.count() == (status == 200)


def test_nobody_takes_a_package_without_signing_in(cast, made, client):
    assert client.post(DOWNLOAD).status_code == 303


def test_looking_takes_nothing(cast, made):
    assert cast.client("office").get(DOWNLOAD).status_code == 405
    assert not PackageExport.objects.exists()


def test_a_second_click_gets_the_package_too(cast, made):
    client = cast.client("office")
    for _ in range(2):
        assert verify(io.BytesIO(client.post(DOWNLOAD, {"once": "the same form"}).getvalue())).proved


def test_the_title_answers_what_could_be_handed_over_today(cast, made):
    make_filed(cast.lead, made.tasks[0])
    page = cast.client("office").get(PAGE).content.decode()
    assert "今天交得出：1 件，还缺" in page
    assert page.count('class="act"') == 1
    assert DOWNLOAD in page


def test_missing_lines_of_one_task_are_in_the_address(cast, made):
    page = cast.client("office").get(f"{PAGE}?task={made.tasks[1].pk}").content.decode()
    assert "任务 2 缺的" in page
    everything = cast.client("office").get(f"{PAGE}?task=999999").content.decode()
    assert "还缺的" in everything


def test_without_a_campaign_the_page_explains_and_the_download_is_refused(cast):
    assert "还没有创建活动" in cast.client("office").get(PAGE).content.decode()
    assert cast.client("office").post(DOWNLOAD).status_code == 409
    with pytest.raises(RuleBroken):
        access.campaign_for(cast.office)


def test_the_download_is_a_stream_that_proves_itself(cast, made):
    make_filed(cast.lead, made.tasks[0], contents=(b"one", b"two"))
    answer = cast.client("office").post(DOWNLOAD)
    assert answer.streaming
    assert answer.headers["Content-Type"] == "application/zip"
    assert "attachment" in answer.headers["Content-Disposition"]
    package = answer.getvalue()
    assert verify(io.BytesIO(package)).problems == ()
    assert b"one" in unzipped(package)[next(path for path in unzipped(package) if "001-1" in path)]


def test_two_downloads_are_the_same_bytes(cast, made):
    make_filed(cast.lead, made.tasks[0], made.tasks[2])
    assert download(cast) == download(cast)


def test_a_download_is_recorded_at_its_beginning_and_its_end(cast, made):
    make_filed(cast.lead, made.tasks[0], contents=(b"one", b"three"))
    answer = cast.client("office").post(DOWNLOAD)
    export = PackageExport.objects.get()
    assert (export.files, export.bytes, export.manifest_digest) == (2, 8, "")
    assert AuditEntry.objects.filter(kind="dossier.package_exported").count() == 1
    verdict = verify(io.BytesIO(answer.getvalue()))
    export.refresh_from_db()
    assert export.manifest_digest == verdict.fingerprint
    assert AuditEntry.objects.filter(kind="dossier.package_completed").count() == 1
    assert verdict.fingerprint[:16] in cast.client("office").get(PAGE).content.decode()


@pytest.mark.django_db(transaction=True)  # the end of the answer closes the connection, as it does in service
def test_a_download_broken_off_has_no_fingerprint(cast, made):
    answer = cast.client("office").post(DOWNLOAD)
    next(iter(answer))
    answer.close()
    assert PackageExport.objects.get().manifest_digest == ""
    assert "没有传完" in cast.client("office").get(PAGE).content.decode()


def test_withheld_evidence_goes_out_with_the_office_alone(cast, made):
    make_filed(cast.lead, made.tasks[0], disclosure=Evidence.Disclosure.WITHHELD, contents=(b"secret!",))
    assert b"secret!" in download(cast, "office")
    assert b"secret!" not in download(cast, "leader")


def test_another_organisation_gets_its_own_package(cast, made):
    make_filed(cast.lead, made.tasks[0], contents=(b"of this body",))
    make_campaign(cast, 1, elsewhere=True, on=timezone.localdate())
    package = download(cast, "stranger")
    assert b"of this body" not in package
    assert "示范省财政厅".encode() not in unzipped(package)["manifest.json"]
    assert PackageExport.objects.get().organisation == cast.other


def test_a_file_gone_from_the_store_does_not_stop_the_package(cast, made):
    evidence = make_filed(cast.lead, made.tasks[0], contents=(b"gone", b"there"))
    default_storage.delete(evidence.revisions.get().files.first().stored.key)
    package = download(cast)
    assert verify(io.BytesIO(package)).problems == ()
    assert b"there" in package
    assert "文件库里没有这个文件" in unzipped(package)["缺项.txt"].decode("utf-8-sig")


def test_the_package_of_a_day_differs_from_anothers_only_in_what_is_missing(cast, made, monkeypatch):
    make_filed(cast.lead, made.tasks[0])
    today = unzipped(download(cast))
    later = timezone.now() + timedelta(days=3)
    monkeypatch.setattr(timezone, "now", lambda: later)
    monkeypatch.setattr("django.contrib.sessions.backends.base.SessionBase.get_expiry_age", lambda *args, **more: 10**6)
    other = unzipped(download(cast))
    differing = {path.rpartition("/")[2] for path in today if today[path] != other[path]}
    assert differing <= {"缺项.txt", "index.xlsx", "manifest.json", "manifest-sha256.txt"}


def test_the_number_of_queries_does_not_grow(cast, made):
    counts = []
    for tasks in (made.tasks[:1], made.tasks):
        for task in tasks:
            make_filed(cast.lead, task, title=f"讲座{task.pk}", contents=(b"a", b"b"))
        client = cast.client("office")
        for ask, address in ((client.get, PAGE), (client.post, DOWNLOAD)):
            with CaptureQueriesContext(connection) as found:
                answer = ask(address)
                assert answer.getvalue() if answer.streaming else answer.content
            counts.append(len(found))
    assert counts[0] == counts[2], "the page"
    assert counts[1] == counts[3], "the download"


def test_the_campaign_in_preparation_has_a_package_too(cast, made):
    Campaign.objects.update(state=Campaign.State.PREPARING)
    assert verify(io.BytesIO(download(cast))).proved
