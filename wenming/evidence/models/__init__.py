from .batch import Batch, BatchArchive, BatchFile, BatchRow
from .citation import Citation
from .covering import Covering
from .doubt import PictureDoubt
from .evidence import Evidence, EvidenceFile, EvidenceRevision
from .link import Link, LinkVisit
from .pack import EventPack
from .review import ReviewStep
from .search import FileText, SearchEntry
from .tally import ACCEPTED, MonthTally, SlotTally, TaskTally
from .warning import EvidenceWarning

__all__ = [
    "ACCEPTED", "Batch", "BatchArchive", "BatchFile", "BatchRow", "Citation", "Covering", "EventPack", "Evidence",
    "EvidenceFile", "EvidenceRevision", "EvidenceWarning", "FileText", "Link", "LinkVisit", "MonthTally",
    "PictureDoubt", "ReviewStep", "SearchEntry", "SlotTally", "TaskTally",
]
