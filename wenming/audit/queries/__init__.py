"""Named reads of the record: what happened to a thing, in sentences; and whether the record is whole."""

from .history import HistoryLine, history, history_of, sentence
from .verification import Verification, organisations_on_record, position_of, verification_of

__all__ = [
    "HistoryLine", "Verification", "history", "history_of", "organisations_on_record", "position_of", "sentence",
    "verification_of",
]
