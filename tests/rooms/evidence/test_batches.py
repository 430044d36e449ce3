"""Many files at once: received, sorted into rows, filled in, filed row by row, and every way it goes wrong."""

from datetime import date, timedelta

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone

from tests.cast import NOW
from tests.factories.evidence import jpeg, pdf
from tests.factories.plan import make_campaign
from wenming.domain.errors import ChangedMeanwhile, InputRefused, NotFound, RuleBroken
from wenming.evidence import access
from wenming.evidence.actions import batch_filing
from wenming.evidence.actions.batch_joining import join_files, regroup
from wenming.evidence.actions.batches import begin_batch, confirm_batch, discard_batch, write_rows
from wenming.evidence.actions.receiving import receive_file
from wenming.evidence.models import Batch, BatchFile, Citation, Evidence
from wenming.jobs.models import Job, RowError
from wenming.jobs.worker import drain

TODAY = timezone.localdate()
TAKEN = NOW
FILES = {
    "宣讲/甲.jpg": jpeg("red", TAKEN), "宣讲/乙.jpg": jpeg("blue", TAKEN), "讲座/签到表.pdf": pdf("签到"),
}


def begun(cast, by=None, grouping="folder", files=None) -> Batch:
    by = by or cast.viewers["lead"]
    batch = begin_batch(unit=cast.lead, grouping=grouping, by=by, at=NOW)
    joined(batch, by, FILES if files is None else files)
    return batch


def joined(batch, by, files) -> int:
    arrived = [(receive_file(content=ContentFile(data, name=path), name=path, by=by, at=NOW), path)
               for path, data in files.items()]
    return join_files(batch=batch, arrived=arrived, by=by, at=NOW)


def written(batch, cast, alike=None, ticked=None, **said) -> Batch:
    by_title = {row.title: row.pk for row in batch.rows.all()}
    return write_rows(
        batch=batch, version=batch.version, said={by_title[title]: values for title, values in said.items()},
        alike=alike or {}, ticked=ticked, by=cast.viewers["lead"], at=NOW,
    )


def filed(batch, cast, late_reason="补传") -> Batch:
    confirm_batch(batch=batch, late_reason=late_reason, by=cast.viewers["lead"], at=timezone.now())
    drain()
    return Batch.objects.get(pk=batch.pk)


@pytest.mark.usefixtures("cast")
class TestFilesIntoRows:
    def test_a_folder_is_a_row_with_title_and_the_day_of_its_pictures(self, cast):
        rows = begun(cast).rows.all()
        assert [(row.title, row.event_on, row.files.count()) for row in rows] == [
            ("宣讲", date(2026, 3, 2), 2), ("讲座", None, 1)]

    def test_the_same_files_sent_again_are_there_once(self, cast):
        batch = begun(cast)
        assert joined(batch, cast.viewers["lead"], FILES) == 0
        assert BatchFile.objects.count() == 3

    def test_sorting_anew_keeps_what_was_typed_where_the_files_are_the_same(self, cast):
        batch = written(begun(cast), cast, 讲座={"title": "道德讲堂"})
        batch = regroup(batch=batch, grouping="day", by=cast.viewers["lead"], at=NOW)
        assert sorted(row.files.count() for row in batch.rows.all()) == [1, 2]
        batch = regroup(batch=batch, grouping="folder", by=cast.viewers["lead"], at=NOW)
        assert {row.title for row in batch.rows.all()} == {"宣讲", "讲座"}

    def test_too_many_files_are_refused_and_those_received_stay(self, cast, monkeypatch):
        batch = begun(cast)
        monkeypatch.setattr("wenming.evidence.actions.batch_joining.MOST_IN_BATCH", 3)
        with pytest.raises(InputRefused, match="一批最多 3 个文件"):
            joined(batch, cast.viewers["lead"], {"宣讲/丙.pdf": pdf("丙")})
        assert batch.files.count() == 3


class TestFilling:
    def test_one_value_goes_into_the_ticked_rows_alone(self, cast):
        batch = begun(cast)
        _, second = batch.rows.all()
        write_rows(batch=batch, version=1, said={}, alike={"place": "会议室"}, ticked=[second.pk],
                   by=cast.viewers["lead"], at=NOW)
        assert [row.place for row in batch.rows.all()] == ["", "会议室"]

    def test_another_saved_meanwhile_is_told_and_nothing_is_overwritten(self, cast):
        batch = begun(cast)
        written(Batch.objects.get(pk=batch.pk), cast, 讲座={"title": "道德讲堂"})
        with pytest.raises(ChangedMeanwhile):
            write_rows(batch=batch, version=1, said={}, alike={"title": "乱"}, ticked=None, by=cast.viewers["lead"],
                       at=NOW)
        assert {row.title for row in batch.rows.all()} == {"宣讲", "道德讲堂"}


class TestFiling:
    def test_complete_rows_become_evidence_and_the_rest_stays(self, cast):
        task = make_campaign(cast, tasks=1).tasks[0]
        batch = written(begun(cast), cast, 宣讲={"serves": f"task:{task.pk}", "place": "广场"})
        batch = filed(batch, cast)
        evidence = Evidence.objects.get()
        assert (evidence.title, evidence.place, evidence.unit) == ("宣讲", "广场", cast.lead)
        assert Citation.objects.get().task == task
        assert batch.state == "open"
        assert [row.title for row in batch.rows.filter(evidence=None)] == ["讲座"]

    def test_all_filed_ends_the_batch(self, cast):
        batch = filed(written(begun(cast), cast, alike={"event_on": TODAY}), cast)
        assert batch.state == "filed"
        assert Evidence.objects.count() == 2

    def test_nothing_complete_is_refused(self, cast):
        batch = begun(cast, files={"讲座/签到表.pdf": pdf("签到")})
        with pytest.raises(RuleBroken, match="还没有填好的"):
            confirm_batch(batch=batch, late_reason="", by=cast.viewers["lead"], at=NOW)

    def test_a_row_that_is_refused_is_listed_and_may_be_mended(self, cast):
        long_ago = TODAY - timedelta(days=60)
        batch = written(begun(cast), cast, 宣讲={"event_on": long_ago}, 讲座={"event_on": TODAY})
        batch = filed(batch, cast, late_reason="")
        assert [error.label for error in RowError.objects.all()] == ["宣讲"]
        assert "补录原因" in RowError.objects.get().message
        assert (batch.state, Evidence.objects.count()) == ("open", 1)
        assert filed(batch, cast, late_reason="补传").state == "filed"
        assert Evidence.objects.count() == 2

    def test_a_job_broken_off_and_run_again_makes_no_doubles(self, cast, monkeypatch):
        batch = written(begun(cast), cast, alike={"event_on": TODAY})
        confirm_batch(batch=batch, late_reason="", by=cast.viewers["lead"], at=timezone.now())
        real, calls = batch_filing.file_evidence, []

        def broken(**more):
            calls.append(1)
            if len(calls) == 2:
                raise OSError("the machine is gone")
            return real(**more)

        monkeypatch.setattr(batch_filing, "file_evidence", broken)
        drain()
        assert Evidence.objects.count() == 1
        Job.objects.update(run_at=timezone.now())
        drain()
        assert Evidence.objects.count() == 2
        assert Batch.objects.get().state == "filed"

    def test_a_job_given_up_leaves_a_batch_that_can_be_worked_on(self, cast):
        batch = written(begun(cast), cast, alike={"event_on": TODAY})
        batch = confirm_batch(batch=batch, late_reason="", by=cast.viewers["lead"], at=timezone.now())
        with pytest.raises(RuleBroken, match="正在归集"):
            discard_batch(batch=batch, by=cast.viewers["lead"], at=NOW)
        Job.objects.filter(pk=batch.job_id).update(state="failed", unique_key="")
        assert filed(batch, cast).state == "filed"


class TestWhose:
    def test_a_batch_is_its_makers_and_the_offices(self, cast):
        batch = begun(cast)
        assert access.batch_for(cast.viewers["lead"], batch.pk) == batch
        assert access.batch_for(cast.office, batch.pk) == batch
        for who in ("responsible", "stranger"):
            with pytest.raises(NotFound):
                access.batch_for(cast.viewers[who], batch.pk)

    def test_letting_it_go_keeps_what_was_filed(self, cast):
        batch = filed(begun(cast), cast)
        discard_batch(batch=batch, by=cast.viewers["lead"], at=NOW)
        assert Evidence.objects.count() == 1
        assert BatchFile.objects.count() == 2
