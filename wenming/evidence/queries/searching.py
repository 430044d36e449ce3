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
    "array_to_tsvector(string_to_array(btrim(words), ' ')) @@ %s::tsquery{}) SELECT evidence_id FROM found"
)
_AND_LIKE = " AND words LIKE %s"
_SQLITE = "SELECT rowid FROM evidence_search WHERE evidence_search MATCH %s"


def asked_for(organisation_id: int, terms: Sequence[Term]) -> tuple[str, ...]:
    """What ``holding`` asks the database in use for the terms; empty without terms."""
    spelled = [(term.words(organisation_id), term.is_open) for term in terms]
    if not spelled:
        return ()
    if connection.vendor == "postgresql":
        return (" & ".join(_set(*one) for one in spelled), *(_like(*one) for one in spelled))
    return (" AND ".join(_phrase(*one) for one in spelled),)


def holding(asked: Sequence[str]) -> RawSQL:
    """The keys of the body's evidence that holds every term of ``asked_for``; not judged by who may see it."""
    if connection.vendor == "postgresql":
        return RawSQL(_POSTGRESQL.format(_AND_LIKE * (len(asked) - 1)), asked)  # noqa: S611  no text of a person is SQL
    return RawSQL(_SQLITE, asked)  # noqa: S611


def _phrase(words: list[str], is_open: bool) -> str:
    return f'"{" ".join(words)}"{" *" if is_open else ""}'


def _set(words: list[str], is_open: bool) -> str:
    *before, last = [f"'{word}'" for word in words]
    return " & ".join([*before, f"{last}:*" if is_open else last])


def _like(words: list[str], is_open: bool) -> str:
    return f"% {' '.join(words)}{'' if is_open else ' '}%"
