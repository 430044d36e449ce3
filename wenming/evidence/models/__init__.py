from .citation import Citation
from .doubt import PictureDoubt
from .evidence import Evidence, EvidenceFile, EvidenceRevision
from .pack import EventPack
from .search import FileText, SearchEntry
from .tally import MonthTally, SlotTally, TaskTally
from .warning import EvidenceWarning

__all__ = [
    "Citation", "EventPack", "Evidence", "EvidenceFile", "EvidenceRevision", "EvidenceWarning", "FileText",
    "MonthTally", "PictureDoubt", "SearchEntry", "SlotTally", "TaskTally",
]
