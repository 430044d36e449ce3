"""What happens when. Beats are gathered in any order and played by date, so the audit reads like a diary."""

from collections.abc import Callable
from datetime import datetime
from itertools import count

Beat = Callable[[datetime], object]
Say = Callable[[str], None]


class Timeline:
    def __init__(self) -> None:
        self._beats: list[tuple[datetime, int, Beat]] = []
        self._numbers = count()

    def at(self, moment: datetime, beat: Beat) -> None:
        """``beat(moment)`` is called when its turn comes; of one moment, the first noted comes first."""
        self._beats.append((moment, next(self._numbers), beat))

    def play(self) -> None:
        """Once each; beats noted while playing belong to the next play."""
        beats, self._beats = sorted(self._beats, key=lambda beat: beat[:2]), []
        for moment, _, beat in beats:
            beat(moment)
