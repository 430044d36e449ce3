"""What this room refuses."""

from wenming.domain.errors import RuleBroken


class UploadTimeIsFixed(RuleBroken):
    """The upload time is part of the proof; no edit may touch it."""

    def __init__(self) -> None:
        super().__init__("上传时间由系统记录，不能修改。")


class AlreadyWithdrawn(RuleBroken):
    def __init__(self) -> None:
        super().__init__("这件佐证已撤回，不能再改动或引用；原件和经过仍可查看。")
