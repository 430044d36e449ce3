"""Every column of every model can be taken away and put back; what is encrypted stays so."""

import pytest
from django.db import connection

from tests.factories.jobs import make_job
from wenming.jobs.models import Job
from wenming.organisation.models import Person
from wenming.site.backup import columns, tables


@pytest.mark.parametrize("name", tables.tables())
def test_every_column_is_of_a_known_kind(name):
    assert all(column.codec for column in tables.tables()[name])


def test_an_unknown_kind_is_no_silent_loss():
    with pytest.raises(KeyError):
        assert columns.Column("x", "HStoreField").codec


def test_rows_come_back_as_they_were(cast):
    made = make_job(cast.office, arguments={"b": [1, None, "二"], "a": {"x": 1.5}}, message="“引号”\n换行")
    name, shape = Job._meta.db_table, columns.columns_of(Job)
    before = Job.objects.values().get(pk=made.pk)
    rows = list(rows_through_a_line(name, shape))
    Job.objects.all().delete()
    assert tables.insert(connection, name, shape, rows) == 1
    assert Job.objects.values().get(pk=made.pk) == before


def rows_through_a_line(name, shape):
    """By hand: the real reading has a connection of its own, which does not see what this test wrote."""
    import json

    quoted = ", ".join(connection.ops.quote_name(column.name) for column in shape)
    ways = columns.readers(connection, shape)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {quoted} FROM {name}")
        for row in cursor.fetchall():
            yield json.loads(tables.as_line([way(value) for way, value in zip(ways, row, strict=True)]))


def test_ciphertexts_are_taken_as_they_lie():
    """The kind is that of the column, not of the field that opens it."""
    kinds = {column.name: column.kind for column in columns.columns_of(Person)}
    assert kinds["id_number"] == "TextField"
    assert columns.CODECS["TextField"].to_json is str
