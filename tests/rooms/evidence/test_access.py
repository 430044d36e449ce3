"""Who sees what: role × disclosure × answer, each "no" raising as well."""

import pytest

from tests.cast import TODAY
from tests.factories.evidence import filed, incoming, jpeg
from wenming.domain.errors import NotFound, RuleBroken
from wenming.evidence import access
from wenming.evidence.models import Evidence

EVERYONE_WHO_READS = {"office", "lead", "responsible", "head", "leader", "expert"}
WITHHELD_FROM_OTHERS = {"office", "lead", "leader"}
CAST = (
    "office", "lead", "responsible", "head", "member", "leader", "expert", "system_admin", "security_admin",
    "audit_admin", "stranger",
)


@pytest.mark.parametrize("who", CAST)
@pytest.mark.parametrize(
    ("disclosure", "seen_by"),
    [("internal", EVERYONE_WHO_READS), ("proactive", EVERYONE_WHO_READS), ("withheld", WITHHELD_FROM_OTHERS)],
)
def test_who_sees_evidence_of_the_leading_unit(cast, who, disclosure, seen_by):
    evidence = filed(cast, disclosure=disclosure, files=[incoming("会.jpg", jpeg())])
    file, viewer = evidence.revisions.get().files.get(), cast.viewers[who]
    assert access.visible_to(viewer).filter(pk=evidence.pk).exists() == (who in seen_by)
    if who in seen_by:
        assert access.evidence_for(viewer, evidence.pk) == evidence
        assert access.file_for(viewer, evidence.pk, file.pk) == file
    else:
        for load in (lambda: access.evidence_for(viewer, evidence.pk),
                     lambda: access.file_for(viewer, evidence.pk, file.pk)):
            with pytest.raises(NotFound):
                load()


@pytest.mark.parametrize("who", CAST)
def test_a_draft_is_seen_by_its_unit_and_those_who_see_everything(cast, who):
    evidence = filed(cast)
    Evidence.objects.update(state="draft", stage="draft")
    seen = access.visible_to(cast.viewers[who]).filter(pk=evidence.pk).exists()
    assert seen == (who in WITHHELD_FROM_OTHERS)


@pytest.mark.parametrize("who", CAST)
@pytest.mark.parametrize(
    ("state", "changed_by"),
    [(state, {"office", "lead"}) for state in ("filed", "draft", "returned")] + [("withdrawn", set())],
)
def test_who_may_change_evidence_of_the_leading_unit(cast, who, state, changed_by):
    evidence = filed(cast)
    Evidence.objects.update(state=state, stage="office" if state == "filed" else state)
    evidence.refresh_from_db()
    assert access.may_change(cast.viewers[who], evidence) == (who in changed_by)
    if who not in changed_by:
        with pytest.raises(RuleBroken):
            access.check_may_change(cast.viewers[who], evidence)


@pytest.mark.parametrize(
    ("who", "names"),
    [
        ("office", ["机关党委", "税政法规处", "离退处"]), ("lead", ["机关党委"]), ("head", ["税政法规处"]),
        ("leader", []), ("expert", []), ("stranger", ["水保处"]),
    ],
)
def test_units_one_may_file_for(cast, who, names):
    assert [one.name for one in access.units_to_file_for(cast.viewers[who], TODAY)] == names


PAGES = [
    "evidence", "cite", "add-files", "files", "thumb", "preview", "change", "withdraw", "uncite", "hand-in", "drop",
]


@pytest.mark.parametrize("page", PAGES)
def test_every_address_of_another_organisation_is_not_found(cast, page):
    evidence = filed(cast, files=[incoming("会.jpg", jpeg())])
    file, client = evidence.revisions.get().files.get(), cast.client("stranger")
    own = f"/ledger/{evidence.pk}/"
    address = {
        "evidence": own, "files": f"{own}files/{file.pk}/", "thumb": f"{own}files/{file.pk}/thumb/",
        "preview": f"{own}files/{file.pk}/preview/", "uncite": "/ledger/citations/1/remove/",
    }.get(page, f"{own}{page}/")
    posts = page in {"change", "withdraw", "uncite", "hand-in", "drop"}
    assert (client.post(address) if posts else client.get(address)).status_code == 404
