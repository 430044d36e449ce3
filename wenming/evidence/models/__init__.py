from .citation import Citation
from .evidence import EventPack, Evidence, EvidenceFile, EvidenceRevision

__all__ = ["Citation", "EventPack", "Evidence", "EvidenceFile", "EvidenceRevision"]
