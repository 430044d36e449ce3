"""What this room refuses."""

from wenming.domain.errors import RuleBroken


class AlreadyRead(RuleBroken):
    """The same content was read in before; ``revision_id`` is where it is."""

    def __init__(self, sentence: str, revision_id: int) -> None:
        super().__init__(sentence)
        self.revision_id = revision_id
