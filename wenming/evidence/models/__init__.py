from .batch import Batch, BatchFile, BatchRow
from .citation import Citation
from .doubt import PictureDoubt
from .evidence import Evidence, EvidenceFile, EvidenceRevision
from .pack import EventPack
from .search import FileText, SearchEntry
from .tally import MonthTally, SlotTally, TaskTally
from .warning import EvidenceWarning

__all__ = [
    "Batch", "BatchFile", "BatchRow", "Citation", "EventPack", "Evidence", "EvidenceFile", "EvidenceRevision",
    "EvidenceWarning", "FileText", "MonthTally", "PictureDoubt", "SearchEntry", "SlotTally", "TaskTally",
]
