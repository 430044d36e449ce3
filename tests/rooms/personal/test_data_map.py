"""The data map in the product is the one of the docs, and open to everyone whose data it speaks of."""

import pytest

from wenming.personal.queries.data_map import data_map, holding_of


@pytest.mark.parametrize("who", ["member", "expert", "office", "audit_admin"])
def test_everyone_signed_in_reads_it(cast, who):
    body = cast.client(who).get("/personal/map/").content.decode()
    for table in data_map():
        assert table.holding.purpose in body


def test_what_is_encrypted_is_read_off_the_model():
    fields = {one.field.name: one.encrypted for table in data_map() if table.holding.model == "organisation.person"
              for one in table.fields}
    assert fields["id_number"] is True
    assert fields["name"] is False


def test_an_undeclared_table_is_a_programming_error():
    with pytest.raises(LookupError):
        holding_of("plan.task")
