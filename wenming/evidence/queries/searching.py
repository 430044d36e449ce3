"""Looking for words. Whatever is peculiar to one database stands here and in the migration of the index.

SQLite answers phrases by itself; PostgreSQL answers sets of words, and the phrase is then looked for in what they left
(MATERIALIZED: otherwise the planner reads the whole ledger for a rare word).
"""

from collections.abc import Sequence

from django.db import connection
from django.db.models.expressions import RawSQL

from wenming.domain.language.questions import Term

_POSTGRESQL = (
    "WITH found AS MATERIALIZED (SELECT evidence_id FROM evidence_searchentry WHERE "
    "array_to_tsvector(string_to_array(btrim(words), ' ')) @@ %s::tsquery AND words LIKE ALL(%s::text[])) "
    "SELECT evidence_id FROM found"
)
_SQLITE = "SELECT rowid FROM evidence_search WHERE evidence_search MATCH %s"


def holding(organisation_id: int, terms: Sequence[Term]) -> RawSQL:
    """The keys of the body's evidence that holds every term; not judged by who may see it."""
    spelled = [(term.words(organisation_id), term.is_open) for term in terms]
    if connection.vendor == "postgresql":
        asked = " & ".join(_set(*one) for one in spelled)
        return RawSQL(_POSTGRESQL, [asked, [_like(*one) for one in spelled]])  # noqa: S611  no text of a person is SQL
    return RawSQL(_SQLITE, [" AND ".join(_phrase(*one) for one in spelled)])  # noqa: S611


def _phrase(words: list[str], is_open: bool) -> str:
    return f'"{" ".join(words)}"{" *" if is_open else ""}'


def _set(words: list[str], is_open: bool) -> str:
    *before, last = [f"'{word}'" for word in words]
    return " & ".join([*before, f"{last}:*" if is_open else last])


def _like(words: list[str], is_open: bool) -> str:
    return f"% {' '.join(words)}{'' if is_open else ' '}%"
