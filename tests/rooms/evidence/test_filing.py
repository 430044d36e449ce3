"""Filing: what is refused, what is written, what is never altered."""

from datetime import datetime, timedelta

import pytest

from tests.cast import NOW, TODAY
from tests.factories.evidence import filed, incoming, jpeg, pdf
from tests.factories.plan import make_campaign
from wenming.audit.models import AuditEntry
from wenming.domain.errors import InputRefused, NotAllowed, NotFound, OutOfReach
from wenming.evidence.actions.filing import add_files
from wenming.evidence.actions.receiving import Incoming
from wenming.evidence.errors import AlreadyWithdrawn, UploadTimeIsFixed
from wenming.evidence.models import Citation, Evidence, EvidenceFile, EvidenceRevision
from wenming.evidence.queries.files import first_filed
from wenming.evidence.queries.sight import Sight
from wenming.filestore.models import StoredFile
from wenming.filestore.stores import DiskStore

TAKEN = datetime(2026, 2, 27, 9, 30)  # noqa: DTZ001  a camera knows no zone


def test_files_are_kept_in_order_with_the_names_they_came_with(cast):
    evidence = filed(cast, files=[incoming("乙.pdf", pdf("2")), incoming("甲.jpg", jpeg("red", TAKEN))])
    files = list(EvidenceFile.objects.filter(revision__evidence=evidence))
    assert [(one.sequence, one.name, one.kind.value) for one in files] == [
        (1, "乙.pdf", "document"), (2, "甲.jpg", "picture"),
    ]
    assert evidence.kind == Evidence.Kind.MIXED
    assert evidence.uploaded_at == NOW
    assert evidence.captured_at == files[1].captured_at
    assert f"{evidence.captured_at:%m-%d %H:%M}" in {"02-27 09:30", "02-27 01:30"}
    assert AuditEntry.objects.get(kind="evidence.evidence_filed").after["files"] == 2


def test_kind_is_told_by_content_not_by_name(cast):
    assert filed(cast, files=[incoming("照片.jpg", pdf())]).kind == Evidence.Kind.DOCUMENT


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"title": "  "}, "title"), ({"event_on": TODAY + timedelta(1)}, "event_on"),
        ({"event_on": TODAY - timedelta(31)}, "late_reason"),
    ],
)
def test_what_is_not_said_right_is_refused_and_nothing_is_written(cast, more, field):
    with pytest.raises(InputRefused) as refusal:
        filed(cast, **{"title": "讲座", **more})
    assert field in refusal.value.fields
    assert not Evidence.objects.exists()
    assert not StoredFile.objects.exists()


def test_no_file_is_refused(cast):
    with pytest.raises(InputRefused, match="至少选一个文件"):
        filed(cast, files=[])


def test_more_than_five_hundred_files_are_refused(cast):
    stored = filed(cast).revisions.get().files.get().stored
    with pytest.raises(InputRefused, match="最多 500 个"):
        filed(cast, files=[Incoming(f"{n}.pdf", stored=stored) for n in range(501)])


def test_a_late_filing_keeps_its_reason(cast):
    evidence = filed(cast, event_on=TODAY - timedelta(31), late_reason="资料在会计处")
    assert evidence.is_late
    assert evidence.late_reason == "资料在会计处"
    assert not filed(cast, "另一件", event_on=TODAY - timedelta(30)).is_late


def test_the_upload_time_cannot_be_edited(cast):
    evidence = Evidence.objects.get(pk=filed(cast).pk)
    evidence.uploaded_at = NOW - timedelta(90)
    with pytest.raises(UploadTimeIsFixed):
        evidence.save()
    with pytest.raises(UploadTimeIsFixed):
        Evidence.objects.update(uploaded_at=NOW)
    evidence.refresh_from_db()
    assert evidence.uploaded_at == NOW


def test_the_same_content_is_stored_once_and_its_first_evidence_is_named(cast):
    first = filed(cast, "第一次", files=[incoming("a.pdf", pdf("同"))])
    second = filed(cast, "第二次", files=[incoming("b.pdf", pdf("同"))])
    stored = StoredFile.objects.get()
    assert first_filed(stored.organisation_id, Sight(True), [stored.pk]) == {stored.pk: first}
    assert first_filed(stored.organisation_id, Sight(True), [stored.pk], other_than=first.pk) == {stored.pk: second}


def test_filing_cites_all_it_serves_and_marks_the_further_uses(cast):
    made = make_campaign(cast, tasks=2)
    evidence = filed(
        cast, tasks=[made.tasks[1]], duties=[made.duty(cast.lead)], slots=[made.slots[0].slot], unit=cast.lead
    )
    first, *further = evidence.citations.order_by("pk")
    assert first.reuse_of is None
    assert [one.reuse_of for one in further] == [first, first]
    assert {one.unit for one in (first, *further)} == {cast.lead}


def test_things_of_another_organisation_are_not_found(cast):
    other = make_campaign(cast, tasks=1, elsewhere=True)
    with pytest.raises(NotFound):
        filed(cast, tasks=other.tasks)
    assert not Evidence.objects.exists()


@pytest.mark.parametrize(
    ("who", "allowed"),
    [
        ("office", True), ("lead", True), ("responsible", False), ("head", False), ("member", False), ("leader", False),
        ("expert", False), ("system_admin", False), ("security_admin", False), ("audit_admin", False),
    ],
)
def test_who_may_file_for_the_leading_unit(cast, who, allowed):
    if allowed:
        assert filed(cast, by=cast.viewers[who]).uploaded_by == cast.viewers[who].name
    else:
        with pytest.raises(NotAllowed):
            filed(cast, by=cast.viewers[who])


def test_nobody_files_for_a_unit_of_another_organisation(cast):
    with pytest.raises(NotFound):
        filed(cast, by=cast.stranger)


def test_a_store_that_fails_midway_leaves_nothing_half_written(cast, monkeypatch, caplog):
    made, saved, adopt = make_campaign(cast, tasks=1), [], DiskStore.adopt

    def fail_on_the_second(self, path, key):
        saved.append(key)
        if len(saved) == 2:
            raise OSError("input/output error")
        adopt(self, path, key)

    monkeypatch.setattr(DiskStore, "adopt", fail_on_the_second)
    with pytest.raises(OutOfReach):
        filed(cast, files=[incoming("1.pdf", pdf("1")), incoming("2.pdf", pdf("2"))], tasks=made.tasks)
    for model in (Evidence, EvidenceRevision, EvidenceFile, Citation, StoredFile):
        assert not model.objects.exists(), model
    assert not AuditEntry.objects.filter(kind__startswith="evidence.").exists()
    caplog.clear()  # the store logs the fault for the administrator


def test_added_files_make_the_next_revision_and_leave_the_first_alone(cast):
    evidence = filed(cast, files=[incoming("1.pdf", pdf("1"))])
    first = evidence.revisions.get()
    second = add_files(evidence=evidence, files=[incoming("2.jpg", jpeg())], by=cast.viewers["lead"], at=NOW)
    evidence.refresh_from_db()
    first.refresh_from_db()
    assert (second.number, second.is_current, first.is_current) == (2, True, False)
    assert [one.name for one in second.files.all()] == ["1.pdf", "2.jpg"]
    assert [one.name for one in first.files.all()] == ["1.pdf"]
    assert (evidence.kind, evidence.version) == (Evidence.Kind.MIXED, 2)


def test_files_already_there_make_no_revision(cast):
    evidence = filed(cast, files=[incoming("1.pdf", pdf("1"))])
    with pytest.raises(InputRefused, match="没有新的文件"):
        add_files(evidence=evidence, files=[incoming("又一次.pdf", pdf("1"))], by=cast.office, at=NOW)
    assert evidence.revisions.count() == 1


def test_only_the_unit_and_the_office_add_files_and_not_to_what_is_withdrawn(cast):
    evidence = filed(cast)
    with pytest.raises(NotAllowed):
        add_files(evidence=evidence, files=[incoming("2.jpg", jpeg())], by=cast.viewers["responsible"], at=NOW)
    Evidence.objects.update(state=Evidence.State.WITHDRAWN, stage=Evidence.Stage.WITHDRAWN)
    with pytest.raises(AlreadyWithdrawn):
        add_files(evidence=evidence, files=[incoming("2.jpg", jpeg())], by=cast.office, at=NOW)
