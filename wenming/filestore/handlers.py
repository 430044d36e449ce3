"""What the store does later."""

from wenming.domain.errors import RuleBroken
from wenming.jobs.registry import Run, job

from . import pictures
from .actions.forgetting import REMOVE_BYTES, remove_bytes
from .actions.renditions import make_renditions
from .models import StoredFile

NO_THUMBNAIL = "做不出缩略图，原件没有动过。请打开原件看一看，打不开就重新上传。"


@job("filestore.make_renditions", "生成缩略图", quiet=True)
def make_renditions_of(run: Run, file_id: int) -> None:
    file = StoredFile.objects.filter(organisation_id=run.organisation_id, pk=file_id).first()
    if file is None:  # rolled back or taken out meanwhile: nothing to draw
        return
    try:
        make_renditions(file)
    except (pictures.Unreadable, pictures.TooManyPixels) as error:
        raise RuleBroken(f"“{file.original_name}”{NO_THUMBNAIL}") from error


@job(REMOVE_BYTES, "销毁文件", quiet=True)
def remove_bytes_of(run: Run, keys: list[str]) -> None:
    for key in keys:
        remove_bytes(run.organisation_id, key)
