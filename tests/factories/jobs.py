"""Jobs as rows, without a worker."""

from tests.cast import NOW
from wenming.domain.authority import Viewer
from wenming.jobs.models import Job, RowError


def make_job(viewer: Viewer, *, title: str = "核对文件", state: str = Job.State.WAITING, **more) -> Job:
    fields = {"kind": "tests.nothing", "run_at": NOW, "asked_at": NOW, "asked_by_label": viewer.name}
    fields |= {"organisation_id": viewer.organisation_id, "asked_by_id": viewer.user_id, "title": title, "state": state}
    return Job.objects.create(**{**fields, **more})


def make_row_error(job: Job, row: int, message: str = "没有这个单位。") -> RowError:
    return RowError.objects.create(
        organisation_id=job.organisation_id, job=job, row=row, label=f"第 {row} 行", message=message
    )
