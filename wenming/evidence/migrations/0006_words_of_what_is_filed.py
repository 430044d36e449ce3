"""Each database's own index over the words, kept by the database itself, and the words of what was filed before.

SQLite: an FTS5 table that holds the index alone, fed by triggers. PostgreSQL: a GIN index over the words as a set.
The text inside files filed before is read by ``wenming rebuild-search``.
"""

from collections import defaultdict

from django.db import migrations

from wenming.domain.language.words import words_of

SQLITE = (
    "CREATE VIRTUAL TABLE evidence_search USING fts5(words, content='evidence_searchentry', "
    "content_rowid='evidence_id', tokenize=\"unicode61 remove_diacritics 0\")",
    "CREATE TRIGGER evidence_search_new AFTER INSERT ON evidence_searchentry BEGIN "
    "INSERT INTO evidence_search(rowid, words) VALUES (new.evidence_id, new.words); END",
    "CREATE TRIGGER evidence_search_gone AFTER DELETE ON evidence_searchentry BEGIN "
    "INSERT INTO evidence_search(evidence_search, rowid, words) VALUES ('delete', old.evidence_id, old.words); END",
    "CREATE TRIGGER evidence_search_changed AFTER UPDATE OF words ON evidence_searchentry BEGIN "
    "INSERT INTO evidence_search(evidence_search, rowid, words) VALUES ('delete', old.evidence_id, old.words); "
    "INSERT INTO evidence_search(rowid, words) VALUES (new.evidence_id, new.words); END",
)
POSTGRESQL = (
    "CREATE INDEX evidence_search_words ON evidence_searchentry "
    "USING gin (array_to_tsvector(string_to_array(btrim(words), ' ')))",
)
GONE = {
    "sqlite": (
        "DROP TRIGGER evidence_search_new", "DROP TRIGGER evidence_search_gone", "DROP TRIGGER evidence_search_changed",
        "DROP TABLE evidence_search",
    ),
    "postgresql": ("DROP INDEX evidence_search_words",),
}


def index(_apps, schema_editor):
    for statement in {"sqlite": SQLITE, "postgresql": POSTGRESQL}[schema_editor.connection.vendor]:
        schema_editor.execute(statement, params=None)


def drop_index(_apps, schema_editor):
    for statement in GONE[schema_editor.connection.vendor]:
        schema_editor.execute(statement, params=None)


def fill(apps, _schema_editor):
    evidence, file, entry = (apps.get_model("evidence", name) for name in ("Evidence", "EvidenceFile", "SearchEntry"))
    for block in blocks(evidence.objects.order_by("pk").iterator(1000)):
        names = defaultdict(list)
        current = file.objects.filter(revision__is_current=True, revision__evidence__in=block).order_by("sequence")
        for key, name in current.values_list("revision__evidence_id", "name"):
            names[key].append(name)
        entry.objects.bulk_create(
            entry(evidence=one, organisation_id=one.organisation_id, words=words_of(
                one.organisation_id, [one.title, one.caption, one.place, one.people, *names[one.pk]]
            ))
            for one in block
        )


def blocks(rows, size=1000):
    block = []
    for row in rows:
        block.append(row)
        if len(block) == size:
            yield block
            block = []
    if block:
        yield block


class Migration(migrations.Migration):
    dependencies = [("evidence", "0005_search_and_warnings")]
    operations = [migrations.RunPython(index, drop_index), migrations.RunPython(fill, migrations.RunPython.noop)]
