"""The chain as the audit administrator keeps watch over it."""

from datetime import timedelta

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from tests.cast import NOW
from wenming.audit.actions import seal
from wenming.audit.actions.reviewing import ask_verification, note_head
from wenming.audit.models import AuditEntry, ChainCheck
from wenming.audit.queries import verification
from wenming.audit.queries.chain import chain_state
from wenming.domain.errors import NotAllowed, RuleBroken
from wenming.jobs.models import Job
from wenming.jobs.worker import drain


def tamper(statement: str, *values) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def test_the_state_tells_length_head_and_tail(cast, acts):
    acts(3)
    seal(cast.organisation.pk)
    acts(2)
    state = chain_state(cast.organisation.pk, at=NOW + timedelta(seconds=30))
    assert (state.length, state.unsealed, state.oldest_unsealed, state.stands_still) == (3, 2, NOW, False)
    assert state.head == AuditEntry.objects.get(position=3).digest


def test_a_sealer_that_stands_still_is_said_plainly(cast, acts):
    acts(1)
    page = cast.client("audit_admin").get(reverse("audit:entries")).content.decode()
    assert "封存停住了" in page
    seal(cast.organisation.pk)
    assert "封存停住了" not in cast.client("audit_admin").get(reverse("audit:entries")).content.decode()


def test_verify_now_runs_as_a_job_and_its_finding_is_kept(cast, acts, monkeypatch):
    monkeypatch.setattr(verification, "BLOCK", 2)
    acts(5)
    seal(cast.organisation.pk)
    client = cast.client("audit_admin")
    answer = client.post(reverse("audit:verify"))
    job = Job.objects.get(kind="audit.verify")
    assert answer.headers["Location"] == reverse("jobs:job", args=[job.pk])
    drain()
    job.refresh_from_db()
    assert (job.state, job.done, job.total) == ("done", 5, 5)
    check = ChainCheck.objects.get()
    assert (check.length, check.fault_count, check.asked_by_label) == (5, 0, "审计管理员")
    assert job.result["url"] == reverse("audit:check", args=[check.pk])
    assert "没有发现改动" in client.get(job.result["url"]).content.decode()
    assert set(AuditEntry.objects.filter(kind__startswith="audit.").values_list("kind", flat=True)) == {
        "audit.verification_asked", "audit.chain_verified"}


def test_a_changed_entry_is_found_and_told(cast, acts):
    acts(4)
    seal(cast.organisation.pk)
    tamper("UPDATE audit_auditentry SET reason = 'x' WHERE position = 2")
    ask_verification(by=cast.viewers["audit_admin"], at=timezone.now())
    drain()
    check = ChainCheck.objects.get()
    assert check.fault_count == 1
    page = cast.client("audit_admin").get(reverse("audit:check", args=[check.pk])).content.decode()
    assert "发现 1 处改动" in page
    assert check.faults[0] in page


def test_asked_twice_it_is_one_job(cast, acts):
    first = ask_verification(by=cast.viewers["audit_admin"], at=NOW)
    assert ask_verification(by=cast.viewers["audit_admin"], at=NOW).pk == first.pk


def test_a_slip_noted_down_shows_a_later_truncation(cast, acts):
    acts(3)
    seal(cast.organisation.pk)
    client = cast.client("audit_admin")
    answer = client.post(reverse("audit:note"))
    slip = client.get(answer.headers["Location"]).content.decode()
    last = AuditEntry.objects.get(position=3)
    digits = last.digest.partition(":")[2]
    assert digits[:8] in slip
    copied = {"position": "3", "digest": f"{digits[:8]} {digits[8:16].upper()}"}
    assert "仍在链上" in client.get(reverse("audit:chain", query=copied)).content.decode()
    tamper("DELETE FROM audit_auditentry WHERE position = 3")
    assert "对不上" in client.get(reverse("audit:chain", query=copied)).content.decode()


@pytest.mark.parametrize("digest", ["", "abc", "g" * 20, "0" * 15])
def test_a_slip_copied_too_short_is_no_proof(cast, acts, digest):
    acts(1)
    seal(cast.organisation.pk)
    page = cast.client("audit_admin").get(reverse("audit:chain", query={"position": 1, "digest": digest}))
    assert "仍在链上" not in page.content.decode()


def test_nothing_sealed_has_no_head_to_note(cast):
    with pytest.raises(RuleBroken):
        note_head(by=cast.viewers["audit_admin"], at=NOW)


@pytest.mark.parametrize("position", ["", "0", "x", "9" * 30, "99"])
def test_a_slip_of_no_entry_is_not_found(cast, acts, position):
    acts(1)
    assert cast.client("audit_admin").get(reverse("audit:slip", query={"position": position})).status_code == 404


@pytest.mark.parametrize("verb", [ask_verification, note_head])
def test_the_verbs_refuse_everyone_else(cast, verb):
    for who in ("office", "leader", "system_admin", "security_admin", "member"):
        with pytest.raises(NotAllowed):
            verb(by=cast.viewers[who], at=NOW)
