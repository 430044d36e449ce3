"""Background work as its own process, for the tests that kill it.

``python -m tests.faults.work ask KIND`` asks for a job as the product asks for it. ``… do [WHERE TABLE]`` does all the
jobs there are; with WHERE and TABLE it is killed at the first commit that writes to the table.
"""

import os
import sys
import time
from contextlib import nullcontext
from datetime import timedelta

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.faults.settings")
django.setup()

from django.conf import settings  # noqa: E402
from django.core.files.base import ContentFile  # noqa: E402
from django.utils import timezone  # noqa: E402

from tests.factories.archives import zipped_as  # noqa: E402
from tests.factories.filestore import picture  # noqa: E402
from tests.faults.failpoint import fatal_commit  # noqa: E402
from wenming.accounts.models import User  # noqa: E402
from wenming.accounts.queries import viewer_of  # noqa: E402
from wenming.audit.actions.reviewing import ask_verification  # noqa: E402
from wenming.evidence.actions import batches  # noqa: E402
from wenming.evidence.actions.batch_joining import join_files  # noqa: E402
from wenming.evidence.actions.filing import add_files  # noqa: E402
from wenming.evidence.actions.linking import file_link  # noqa: E402
from wenming.evidence.actions.receiving import Incoming, receive_file  # noqa: E402
from wenming.evidence.handlers import ask_for_link_checks  # noqa: E402
from wenming.evidence.models import Batch, Evidence, Link  # noqa: E402
from wenming.filestore.actions.previews import ask_for_preview  # noqa: E402
from wenming.filestore.actions.storing import store  # noqa: E402
from wenming.filestore.models import StoredFile  # noqa: E402
from wenming.jobs.models import Job  # noqa: E402
from wenming.jobs.worker import drain  # noqa: E402
from wenming.organisation.actions import rosters  # noqa: E402
from wenming.organisation.models import RosterImport, Unit  # noqa: E402
from wenming.personal.actions.retention import confirm_plan, plan_retention  # noqa: E402
from wenming.personal.models import RetentionPlan  # noqa: E402
from wenming.standard.actions.uploading import upload_edition  # noqa: E402
from wenming.vault.actions import rotate_keys  # noqa: E402

LEASE = timedelta(seconds=1)


def viewer(username):
    return viewer_of(User.objects.get(username=username), on=timezone.localdate())


def let_go(at):
    by = viewer("system_admin")
    plan_retention(organisation_id=by.organisation_id, on=timezone.localdate(at), at=at)
    confirm_plan(plan=RetentionPlan.objects.get(model="organisation.person"), by=by, at=at)


def confirm(at):
    roster = RosterImport.objects.get(name="good.csv")
    rosters.confirm_roster(roster=roster, digest=roster.digest, leave_out_bad=False, mark_absent=False,
                           by=viewer("office"), at=at)


def add_text(at):
    more = Incoming("补充.txt", ContentFile("银杏社区".encode(), name="补充.txt"))
    add_files(evidence=Evidence.objects.get(title="讲座签到表"), files=[more], by=viewer("office"), at=at)


def file_batch(at):
    batch, by = Batch.objects.latest("pk"), viewer("office")
    batch = batches.write_rows(batch=batch, version=batch.version, said={}, alike={"event_on": timezone.localdate(at)},
                               ticked=None, by=by, at=at)
    batches.confirm_batch(batch=batch, late_reason="", by=by, at=at)


def send_archive(at):
    """Three files, one of which is refused."""
    by, name = viewer("office"), "处室材料.zip"
    data = zipped_as("gbk", [("材料/签到一.txt", b"1"), ("材料/程序.exe", b"MZ\0\0"), ("材料/签到二.txt", b"2")])
    got = receive_file(content=ContentFile(data, name=name), name=name, by=by, at=at)
    batch = batches.begin_batch(unit=Unit.objects.of(by.organisation_id).first(), grouping="folder", by=by, at=at)
    join_files(batch=batch, arrived=[(got, name)], by=by, at=at)


def file_page(at):
    """The product may fetch, and may not fetch from an inner network: that too is written down."""
    settings.FETCH_LINKS = True
    by = viewer("office")
    at = timezone.localtime(at).replace(hour=0, minute=0, second=0, microsecond=0)  # the paper tells it to the minute
    file_link(
        address="http://10.0.0.1/1.html", title="讲座见报", medium="示范日报", published_on=timezone.localdate(at),
        unit=Unit.objects.of(by.organisation_id).first(), by=by, at=at,
    )


def draw_pages(at):
    """The paper among the evidence, looked at for the first time."""
    ask_for_preview(file=StoredFile.objects.get(original_name="方案.pdf"), page=1, by=viewer("office"), at=at)


def look_at_links(at):
    settings.FETCH_LINKS = True
    Link.objects.update(url="http://10.0.0.1/1.html", next_check_at=at)
    ask_for_link_checks(at)


def read_standard(at):
    by, name = viewer("office"), "体系.csv"
    content = ContentFile("编号,测评内容,分值\n1,有工作方案,5\n2,有工作机构,4\n合计,,10\n".encode(), name=name)
    file = store(content=content, name=name, by=by, at=at).file
    upload_edition(file=file, standard=None, title="示范县测评体系", label="2024", issuer="", by=by, at=at)


ASK = {
    "standard.read": read_standard,
    "evidence.file_batch": file_batch,
    "evidence.unpack_archive": send_archive,
    "evidence.keep_page": file_page,
    "evidence.check_links": look_at_links,
    "personal.let_go": let_go,
    "organisation.check_roster": lambda at: rosters.check_again(
        roster=RosterImport.objects.get(name="good.csv"), by=viewer("office"), at=at),
    "organisation.apply_roster": confirm,
    "filestore.make_renditions": lambda at: store(
        content=ContentFile(picture(colour="#654321"), name="示范.jpg"), name="示范.jpg", by=viewer("office"), at=at),
    "filestore.draw_pages": draw_pages,
    "evidence.read_files": add_text,
    "audit.verify": lambda at: ask_verification(by=viewer("audit_admin"), at=at),
    "vault.reencrypt": lambda at: rotate_keys(at=at),
}


def do(*fatal):
    settings.FETCH_LINKS = True
    with fatal_commit(*fatal) if fatal else nullcontext():
        while Job.objects.filter(finished_at=None).exists():
            drain(lease=LEASE)
            time.sleep(0.05)  # until the lease of the killed one runs out


if __name__ == "__main__":
    word, *more = sys.argv[1:]
    if word == "ask":
        ASK[more[0]](timezone.now())
    else:
        do(*more)
