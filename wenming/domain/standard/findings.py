"""What does not fit together in a standard: told, never mended."""

from dataclasses import dataclass
from enum import StrEnum


class FindingKind(StrEnum):
    TOTAL_MISMATCH = "total_mismatch"
    SUM_MISMATCH = "sum_mismatch"
    TEXT_FIELD_MISMATCH = "text_field_mismatch"
    DEDUCTION_OVER_MAX = "deduction_over_max"
    DUPLICATE_CODE = "duplicate_code"
    NUMERIC_CODE = "numeric_code"
    MISSING_SCORE = "missing_score"
    SCORE_OUT_OF_RANGE = "score_out_of_range"
    MISSING_VERB = "missing_verb"
    PARENT_CHILD_CONFLICT = "parent_child_conflict"
    CIRCULAR_PARENT = "circular_parent"
    ORPHAN_PARENT = "orphan_parent"
    UNREADABLE_ROW = "unreadable_row"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Finding:
    """``code`` is that of the line it is about, empty for the whole; ``row`` where it was read, else 0."""

    kind: FindingKind
    code: str
    message: str
    row: int = 0
