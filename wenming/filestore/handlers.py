"""What the store does later."""

from wenming.jobs.registry import Run, job

from .actions.renditions import make_renditions
from .models import StoredFile


@job("filestore.make_renditions", "生成缩略图")
def make_renditions_of(run: Run, file_id: int) -> None:
    file = StoredFile.objects.filter(organisation_id=run.organisation_id, pk=file_id).first()
    if file is not None:  # a file whose storing was rolled back asks for nothing any more
        make_renditions(file)
