"""What can be refused. Every refusal carries one Chinese sentence for the person who asked.

The shell turns the class into a status (see ``wenming.shell.refusals``); nothing here knows about HTTP.
"""

from collections.abc import Mapping


class RuleBroken(Exception):
    """A rule of the field says no. ``sentence`` says what happened, what was kept and what to do."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class NotAllowed(RuleBroken):
    """This person may not do this, whatever the state of the thing."""


class NotFound(RuleBroken):
    """There is no such thing, or it belongs to another organisation: the two must look the same."""

    def __init__(self, sentence: str = "没有找到要看的内容，可能已经撤下，或不属于本单位。") -> None:
        super().__init__(sentence)


class InputRefused(RuleBroken):
    """What was given cannot be taken. ``fields`` names the field of each further sentence."""

    def __init__(self, sentence: str, fields: Mapping[str, str] | None = None) -> None:
        super().__init__(sentence)
        self.fields: dict[str, str] = dict(fields or {})


class TooLarge(InputRefused):
    """More was given than may be taken at once."""


class ChangedMeanwhile(RuleBroken):
    """Someone else saved the same thing first; nothing was overwritten."""


class OutOfReach(RuleBroken):
    """What is needed for it does not answer now; it may by itself, or somebody has to see to it."""


class NoRoom(RuleBroken):
    """There is no room left to keep what was given."""
