from .citation import Citation
from .evidence import EventPack, Evidence, EvidenceFile, EvidenceRevision
from .tally import MonthTally, SlotTally, TaskTally

__all__ = [
    "Citation", "EventPack", "Evidence", "EvidenceFile", "EvidenceRevision", "MonthTally", "SlotTally", "TaskTally",
]
