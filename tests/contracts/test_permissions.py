"""Who may what: every address × every role × own unit, other unit, other organisation, held against a committed table.

``permissions.tsv`` is what was decided; a change of it is read like a change of code. ``python3 run.py docs`` writes it
anew from the answers of the product, and the page docs/reference/permissions.md from it.
"""

import os
import re
from pathlib import Path

import pytest
from django.apps import apps
from django.db import transaction
from django.db.models import Model
from django.test import Client

from tests.answers import close
from tests.contracts.test_two_organisations import PATTERNS, TABLES, converters, populate, populate_unit
from wenming.accounts.models import Grant
from wenming.domain.authority import Role
from wenming.organisation.models import Unit
from wenming.plan.models import Duty

TABLE = Path(__file__).with_name("permissions.tsv")
WHO = {
    "office": "办公室", "lead": "牵头联络员", "responsible": "责任联络员", "head": "单位负责人", "leader": "领导",
    "member": "职工", "expert": "专家", "system_admin": "系统管理员", "security_admin": "安全管理员",
    "audit_admin": "审计管理员",
}
MAY, REFUSED, NOT_FOUND = "可", "拒", "无"
Ids = dict[str, int]


def latest(model: type[Model], organisation_id: int, unit: Unit) -> int:
    """The newest row of the organisation, of the unit where the table knows units."""
    rows = model.objects.filter(organisation_id=organisation_id)
    if any(field.name == "unit" and field.related_model is Unit for field in model._meta.get_fields()):
        rows = rows.filter(unit=unit)
    return (rows.earliest("pk") if model is Duty else rows.latest("pk")).pk  # the first duty is the one with a plan


def ids_of(organisation_id: int, unit: Unit) -> Ids:
    """An id for each table that addresses speak of: what belongs to the unit, where rows belong to units."""
    found = {}
    for label in set(TABLES.values()):
        if label == "organisation.Unit":
            found[label] = unit.pk
        elif label == "accounts.User":
            grants = Grant.objects.filter(organisation_id=organisation_id)
            found[label] = (grants.filter(unit=unit, role=Role.LIAISON).first() or grants.latest("pk")).user_id
        elif label == "accounts.Grant":
            grants = Grant.objects.filter(organisation_id=organisation_id)
            found[label] = (grants.filter(unit=unit, role=Role.LIAISON).first() or grants.latest("pk")).pk
        else:
            found[label] = latest(apps.get_model(label), organisation_id, unit)
    return found


def address(route: str, ids: Ids) -> str:
    return "/" + re.sub(r"<int:(\w+)>", lambda match: str(ids[TABLES[match[1]]]), route)


def answer(client: Client, method: str, path: str) -> str:
    """What the person is told; what the request changed is undone. "" where the method is not taken."""
    with transaction.atomic():
        response = getattr(client, method)(path)
        status = response.status_code
        close(response)
        transaction.set_rollback(True)
    return {403: REFUSED, 404: NOT_FOUND, 405: ""}.get(status, MAY)


def rows_of(cast, own_of: dict[str, list[Ids]]) -> list[list[str]]:
    """One row an address and method; a cell reads own unit, other unit, other organisation."""
    clients = {who: cast.client(who) for who in WHO}
    rows = []
    for route, pattern in PATTERNS:
        if pattern.callback.guard.startswith("open"):
            continue
        for method in ("get", "post"):
            cells = []
            for who, client in clients.items():
                scopes = own_of[who] if converters(pattern) else own_of[who][:1]
                cells.append("".join(answer(client, method, address(route, ids)) for ids in scopes))
            if all(cells):
                rows.append([method.upper(), "/" + route, *cells])
    return sorted(rows, key=lambda row: (row[1], row[0]))


@pytest.fixture
def table(cast) -> str:
    made = populate(cast, elsewhere=False)
    first = ids_of(cast.organisation.pk, cast.lead)
    populate_unit(cast, made, cast.responsible, cast.office)
    second = ids_of(cast.organisation.pk, cast.responsible)
    populate(cast, elsewhere=True)
    foreign = ids_of(cast.other.pk, cast.other_unit)
    own_of = {who: [first, second, foreign] for who in WHO}
    own_of["responsible"] = own_of["head"] = [second, first, foreign]
    head = ["方法", "地址", *WHO.values()]
    return "\n".join("\t".join(row) for row in [head, *rows_of(cast, own_of)]) + "\n"


def test_the_product_answers_as_the_committed_table_says(table):
    if os.environ.get("WENMING_WRITE_PERMISSIONS"):
        TABLE.write_text(table, encoding="utf-8")
    decided, answered = (set(text.splitlines()) for text in (TABLE.read_text(encoding="utf-8"), table))
    differs = [f"decided:  {row}" for row in sorted(decided - answered)]
    differs += [f"answered: {row}" for row in sorted(answered - decided)]
    meant = "read each row; where it is meant, python3 run.py docs writes the table anew"
    assert not differs, "\n".join([meant, *differs])


def test_nobody_reaches_another_organisation():
    """Read off the table itself: the third letter of a cell is never 可."""
    for line in TABLE.read_text(encoding="utf-8").splitlines()[1:]:
        for cell in line.split("\t")[2:]:
            assert len(cell) < 3 or cell[2] != MAY, line
