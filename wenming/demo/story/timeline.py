"""What happens when. Beats are noted in any order and played by date, so the audit reads like a diary."""

from collections.abc import Callable
from datetime import datetime
from heapq import heappop, heappush
from itertools import count

Beat = Callable[[datetime], object]
Say = Callable[[str], None]


class Timeline:
    def __init__(self) -> None:
        self._beats: list[tuple[datetime, int, Beat]] = []
        self._numbers = count()

    def at(self, moment: datetime, beat: Beat) -> None:
        """``beat(moment)`` is called when its turn comes; of one moment, the first noted comes first.

        A beat may note later beats while it is played.
        """
        heappush(self._beats, (moment, next(self._numbers), beat))

    def play(self) -> None:
        while self._beats:
            moment, _, beat = heappop(self._beats)
            beat(moment)
