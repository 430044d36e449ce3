"""What filing has filled: told to the person right after, so that nobody asks whether it was enough."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from wenming.organisation.models import Unit

from .openings import OpenSlot, open_tasks


@dataclass(frozen=True, slots=True)
class Filled:
    """The demands answered, as they stand now, and how many tasks that serves."""

    slots: list[OpenSlot]
    tasks: int

    @property
    def sentence(self) -> str:
        if not self.tasks:
            return "还没有用在哪项任务上，可点“引用到更多处”。"
        if not self.slots:
            return f"服务 {self.tasks} 项任务。"
        return f"填了 {len(self.slots)} 项要求，服务 {self.tasks} 项任务；{self._standing}。"

    @property
    def _standing(self) -> str:
        lacking: Counter[str] = Counter()
        for slot in self.slots:
            if not slot.enough:
                lacking[slot.word] += slot.slot.minimum - slot.have
        if not lacking:
            return "已够，无需再传"
        return "还差 " + "、".join(f"{count} {word}" for word, count in lacking.items())


def filled(unit: Unit, chosen: Iterable[str], *, every_task: bool) -> Filled:
    served = [task for task in open_tasks(unit, every_task=every_task, chosen=chosen) if task.chosen]
    slots = [slot for task in served for slot in task.slots if slot.chosen]
    return Filled(slots, len({task.task.pk for task in served}))
