"""The yearly check of accounts: who opens it, who decides about whom, what closing does, and when it is due."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from python_calamine import CalamineWorkbook

from tests.cast import NOW, TODAY
from tests.factories.accounts import make_account, make_grant
from wenming.accounts.actions.reviews import close_line, confirm_lines, open_review
from wenming.accounts.models import AccountReview, AccountReviewLine, User
from wenming.accounts.queries.reviews import review_due_on
from wenming.audit.models import AuditEntry
from wenming.domain.authority import Role
from wenming.domain.errors import NotAllowed, RuleBroken
from wenming.organisation.registry import due_items

REVIEWS = "/accounts/reviews/"
OTHERS = ["office", "lead", "member", "leader", "expert", "audit_admin", "stranger"]


def text(answer) -> str:
    return answer.content.decode()


def opened(cast, at=NOW) -> AccountReview:
    return open_review(by=cast.viewers["security_admin"], at=at)


def line_of(review, username: str) -> AccountReviewLine:
    return AccountReviewLine.objects.select_related("user", "review").get(review=review, user__username=username)


def confirm(cast, review, who="security_admin", at=NOW, **which) -> int:
    lines = review.lines.filter(**which).exclude(user__username=who)
    return confirm_lines(review=review, lines=lines, by=cast.viewers[who], at=at)


@pytest.mark.parametrize("who", [*OTHERS, "system_admin"])
def test_only_the_security_administrator_opens_one(cast, who):
    with pytest.raises(NotAllowed):
        open_review(by=cast.viewers[who], at=NOW)


def test_it_lists_every_open_account_with_its_roles_and_no_sign_in_times(cast):
    User.objects.filter(username="expert").update(is_active=False)
    User.objects.filter(username="member").update(valid_until=TODAY - timedelta(days=1))
    User.objects.filter(username="leader").update(last_login=NOW - timedelta(days=366))
    User.objects.filter(username="office").update(last_login=NOW - timedelta(days=360))
    make_grant(cast.users["stranger"], Role.EXPERT, cast.organisation)
    review = opened(cast)
    listed = dict(review.lines.values_list("user__username", "roles"))
    assert set(listed) == set(cast.users) - {"expert", "member"}
    assert (listed["responsible"], listed["stranger"]) == ("税政法规处联络员", "专家")
    assert list(review.lines.filter(unused=True).values_list("user__username", flat=True)) == ["leader"]


def test_there_is_one_at_a_time(cast):
    opened(cast)
    with pytest.raises(RuleBroken, match="还没有完成"):
        opened(cast)
    open_review(by=_of_the_other(cast), at=NOW)


def _of_the_other(cast):
    from wenming.accounts.queries import viewer_of

    return viewer_of(make_account(cast.other, "other.admin", Role.SECURITY_ADMIN), on=TODAY)


def test_it_is_over_when_each_is_decided_the_two_administrators_by_each_other(cast):
    review = opened(cast)
    assert confirm(cast, review) == 9
    review.refresh_from_db()
    assert review.closed_at is None
    assert confirm(cast, review, "system_admin", user__username="security_admin") == 1
    review.refresh_from_db()
    assert review.closed_at == NOW
    assert AuditEntry.objects.filter(kind="accounts.review_closed").count() == 1


def test_nobody_decides_about_himself(cast):
    review = opened(cast)
    for who in ("security_admin", "system_admin"):
        line = line_of(review, who)
        with pytest.raises(NotAllowed, match="另一位"):
            close_line(line=line, by=cast.viewers[who], at=NOW)
        with pytest.raises(NotAllowed, match="另一位"):
            confirm_lines(review=review, lines=[line], by=cast.viewers[who], at=NOW)
    assert not review.lines.exclude(decision="").exists()


@pytest.mark.parametrize("who", OTHERS)
def test_nobody_else_decides_or_looks(cast, who):
    review = opened(cast)
    line = line_of(review, "lead")
    with pytest.raises(NotAllowed):
        close_line(line=line, by=cast.viewers[who], at=NOW)
    client = cast.client(who)
    for path in (REVIEWS, f"{REVIEWS}{review.pk}/", f"{REVIEWS}{review.pk}/accounts.xlsx"):
        assert client.get(path).status_code == 403


def test_closing_in_a_review_closes_the_account_at_once(cast):
    review, client = opened(cast), cast.client("leader")
    close_line(line=line_of(review, "leader"), by=cast.viewers["security_admin"], at=NOW)
    assert client.get("/notices/").status_code == 303
    assert AuditEntry.objects.filter(kind="accounts.account_closed", object_label="分管领导").exists()
    with pytest.raises(RuleBroken, match="已经核对过"):
        close_line(line=line_of(review, "leader"), by=cast.viewers["security_admin"], at=NOW)


def test_an_account_closed_meanwhile_is_no_stumbling_block(cast):
    review = opened(cast)
    User.objects.filter(username="leader").update(is_active=False)
    close_line(line=line_of(review, "leader"), by=cast.viewers["security_admin"], at=NOW)
    assert line_of(review, "leader").decision == "closed"


def test_a_guest_loses_the_roles_here_and_keeps_the_account(cast):
    make_grant(cast.users["stranger"], Role.EXPERT, cast.organisation)
    review = opened(cast)
    close_line(line=line_of(review, "stranger"), by=cast.viewers["security_admin"], at=NOW)
    user = User.objects.get(username="stranger")
    assert user.is_active
    assert [grant.organisation_id for grant in user.grants.filter(withdrawn_at=None)] == [cast.other.pk]


def test_by_the_page_ticked_lines_are_confirmed_and_others_left(cast):
    client, review = cast.client("security_admin"), opened(cast)
    page = text(client.get(f"{REVIEWS}{review.pk}/"))
    assert page.count('name="lines"') == 9
    chosen = [line_of(review, "lead").pk, line_of(review, "head").pk]
    assert client.post(f"{REVIEWS}{review.pk}/confirm/", {"lines": [*chosen, "x", "999999"]}).status_code == 303
    assert set(review.lines.filter(decision="kept").values_list("pk", flat=True)) == set(chosen)
    assert client.post(f"{REVIEWS}{review.pk}/confirm/", {}).status_code == 409
    assert client.post(f"{REVIEWS}lines/{line_of(review, 'expert').pk}/close/").status_code == 303
    assert "还有 7 个没有核对" in text(client.get(f"{REVIEWS}{review.pk}/"))


def test_lines_of_another_review_or_body_are_not_touched(cast):
    mine = opened(cast)
    theirs = open_review(by=_of_the_other(cast), at=NOW)
    foreign = theirs.lines.first()
    client = cast.client("security_admin")
    assert client.post(f"{REVIEWS}{mine.pk}/confirm/", {"lines": [foreign.pk]}).status_code == 409
    assert client.post(f"{REVIEWS}lines/{foreign.pk}/close/").status_code == 404
    assert client.get(f"{REVIEWS}{theirs.pk}/").status_code == 404
    assert not AccountReviewLine.objects.exclude(decision="").exists()


def test_the_workbook_says_what_was_decided_by_whom(cast):
    review = opened(cast)
    confirm(cast, review, user__username="lead")
    answer = cast.client("system_admin").get(f"{REVIEWS}{review.pk}/accounts.xlsx")
    rows = CalamineWorkbook.from_filelike(BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    assert rows[0] == ["姓名", "登录名", "角色", "一年内未登录", "核对结果", "核对人", "核对日期"]
    assert ["牵头单位联络员", "lead", "机关党委联络员", "", "继续使用", "安全管理员", TODAY] in rows
    assert len(rows) == 1 + 10 + 1


def due_of(cast, who: str, on=TODAY) -> list[str]:
    return [item.title for item in due_items(cast.viewers[who], on) if item.kind == "核对"]


def test_it_is_due_a_year_after_the_last_one(cast):
    assert due_of(cast, "security_admin") == []
    a_year = TODAY + timedelta(days=365)
    assert due_of(cast, "security_admin", a_year) == ["该做年度账号核对了"]
    assert due_of(cast, "system_admin", a_year) == []
    review = opened(cast, NOW + timedelta(days=400))
    assert due_of(cast, "security_admin", a_year) == ["年度账号核对还有 9 个账号"]
    assert due_of(cast, "system_admin", a_year) == ["年度账号核对还有 9 个账号"]
    assert review_due_on(cast.organisation.pk) is None
    AccountReviewLine.objects.update(decision="kept")
    AccountReview.objects.update(closed_at=review.opened_at)
    assert review_due_on(cast.organisation.pk) == timezone.localdate(review.opened_at) + timedelta(days=365)
    assert due_of(cast, "office", a_year) == []


def test_the_page_asks_as_often_with_twenty_lines_as_with_ten(cast):
    client, review, counts = cast.client("security_admin"), opened(cast), []
    for number in range(2):
        with CaptureQueriesContext(connection) as queries:
            assert client.get(f"{REVIEWS}{review.pk}/").status_code == 200
        counts.append(len(queries))
        for extra in range(10):
            user = make_account(cast.organisation, f"more{number}{extra}")
            AccountReviewLine.objects.create(organisation=cast.organisation, review=review, user=user, unused=False)
    assert counts[0] == counts[1]
