"""Who may see a job."""

from wenming.domain.authority import Viewer
from wenming.domain.errors import NotFound

from .models import Job
from .queries import visible_to


def job_for(viewer: Viewer, job_id: int) -> Job:
    """Raises NotFound for another organisation's job and for one this person did not ask for."""
    job = visible_to(viewer).filter(pk=job_id).first()
    if job is None:
        raise NotFound
    return job
