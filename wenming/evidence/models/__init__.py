from .citation import Citation
from .evidence import Evidence, EvidenceFile, EvidenceRevision, EventPack

__all__ = ["Citation", "Evidence", "EvidenceFile", "EvidenceRevision", "EventPack"]
