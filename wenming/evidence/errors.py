"""What this room refuses."""

from collections.abc import Sequence

from wenming.domain.errors import ChangedMeanwhile, RuleBroken


class UploadTimeIsFixed(RuleBroken):
    """The upload time is part of the proof; no edit may touch it."""

    def __init__(self) -> None:
        super().__init__("上传时间由系统记录，不能修改。")


class AlreadyWithdrawn(RuleBroken):
    def __init__(self) -> None:
        super().__init__("这件佐证已撤回，不能再改动或引用；原件和经过仍可查看。")


class NotAllReviewed(ChangedMeanwhile):
    """A batch is done whole or not at all; ``rows`` says of each refused piece why."""

    def __init__(self, rows: Sequence[str]) -> None:
        super().__init__(f"一件也没有办，因为有 {len(rows)} 件不能办：{'；'.join(rows)}。核对后，其余的可以再办一次。")
        self.rows = tuple(rows)
