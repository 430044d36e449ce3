"""Snapshots the product makes, and the monthly look: written once each, polite, and only where fetching is allowed."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.cast import NOW
from tests.factories.site import open_site
from tests.rooms.evidence.test_links import HTML, PAGE, linked, typed
from wenming.audit.models import AuditEntry
from wenming.domain.links import reachable
from wenming.evidence import handlers
from wenming.evidence.actions import visiting
from wenming.evidence.actions.changing import withdraw_evidence
from wenming.evidence.actions.visiting import TURN, Visited, give_turn, keep_snapshot, note_check, take_turn
from wenming.evidence.intake import web
from wenming.evidence.models import EvidenceFile, Link, LinkVisit
from wenming.evidence.queries.links import links_due
from wenming.jobs.models import Job
from wenming.jobs.worker import drain

BODY = "<!doctype html><title>宪法日</title><p>{}</p>"
TOLD = "示范省财政厅开展宪法日宣讲活动。全体干部职工参加了宣讲。会后大家重温了誓词。"


@pytest.fixture
def site():
    with open_site() as opened:
        opened.lay("/a", BODY.format(TOLD).encode())
        yield opened


@pytest.fixture
def fetching(settings, monkeypatch, site):
    """Fetching is allowed, and in the tests alone the site of this machine is let through."""
    judged = reachable.is_itself
    monkeypatch.setattr(reachable, "is_itself", lambda ip: str(ip) != "127.0.0.1" and judged(ip))
    monkeypatch.setattr(web, "not_to_itself", lambda connected: None)
    settings.FETCH_LINKS, settings.LINK_HOSTS = True, frozenset({site.place})
    settings.ALLOWED_HOSTS = ["testserver"]


def visited(url="http://news.example.cn/", at=NOW, **more) -> Visited:
    return Visited(at, url, None, **more)


def due(link, at=None):
    Link.objects.filter(pk=link.pk).update(next_check_at=at or timezone.now() - timedelta(1))


def look(link):
    due(link)
    handlers.ask_for_link_checks(timezone.now())
    drain()
    link.refresh_from_db()


def test_a_page_is_fetched_in_the_background_and_kept_with_its_words(cast, fetching, site):
    evidence = linked(cast, f"{site.url}/a", files=[])
    drain()
    visit, file = LinkVisit.objects.get(), EvidenceFile.objects.get(name__startswith="网页快照")
    assert (visit.outcome, visit.status, visit.title) == ("opened", 200, "宪法日")
    assert visit.stored == file.stored
    assert visit.digest == file.stored.digest
    assert file.stored.media_type == "application/x-web-page"
    assert evidence.revisions.get(is_current=True).number == 2
    assert AuditEntry.objects.get(kind="evidence.snapshot_kept").after["digests"] == [visit.digest]
    page = cast.client("office").get(f"/ledger/{evidence.pk}/").content.decode()
    assert "全体干部职工参加了宣讲" in page
    assert visit.digest[:12] in page
    assert "宪法日宣讲见报" in cast.client("office").get("/ledger/?text=重温了誓词").content.decode()


def test_the_form_says_that_the_product_fetches_and_asks_for_no_snapshot(cast, fetching, site):
    client = cast.client("lead")
    assert "系统会自己打开这个网址" in client.get(PAGE).content.decode()
    form = typed(cast, address=f"{site.url}/a")
    del form["files"]
    assert client.post(PAGE, form).status_code == 303
    assert Job.objects.get(kind="evidence.keep_page").state == "waiting"


def test_without_the_test_rule_a_link_to_this_machine_is_not_fetched(cast, settings, site):
    settings.FETCH_LINKS, settings.ALLOWED_HOSTS = True, ["testserver"]
    settings.LINK_HOSTS = frozenset({f"localhost.example:{site.port}"})
    evidence = linked(cast, "http://10.0.0.1/", files=[])
    drain()
    assert LinkVisit.objects.get().outcome == "refused"
    assert "内部网络" in cast.client("office").get(f"/ledger/{evidence.pk}/").content.decode()
    assert site.asked == []


def test_a_visit_broken_off_before_it_is_written_is_made_again_and_written_once(cast, fetching, site, monkeypatch):
    evidence = linked(cast, f"{site.url}/a", files=[])
    with monkeypatch.context() as broken:
        broken.setattr(visiting, "record", lambda *_a, **_k: (_ for _ in ()).throw(OSError("killed")))
        drain()
    assert not LinkVisit.objects.exists()
    assert evidence.revisions.count() == 1
    Job.objects.filter(kind="evidence.keep_page").update(run_at=timezone.now())
    drain()
    assert LinkVisit.objects.count() == 1
    assert evidence.revisions.count() == 2
    assert len(site.asked) == 2


def test_a_visit_that_was_written_is_not_written_again(cast):
    link = linked(cast).link
    page = visited(body=HTML, suffix="html", digest="d")
    assert keep_snapshot(link=link, visited=page, by=cast.office, at=NOW)
    assert keep_snapshot(link=link, visited=page, by=cast.office, at=NOW) is None
    assert note_check(link=link, visited=page, changed=False, by=cast.office, at=NOW) is None
    again = visited(at=NOW + timedelta(1), body=HTML, suffix="html", digest="d")
    assert keep_snapshot(link=link, visited=again, by=cast.office, at=NOW)
    assert link.evidence.revisions.count() == 2, "the same page a second time is no other file"


def test_a_page_that_does_not_open_is_told_and_tried_again_by_hand(cast, fetching, site):
    evidence = linked(cast, f"{site.url}/none", files=[])
    drain()
    client = cast.client("office")
    assert "系统没有取到：网站说没有这个网页" in client.get(f"/ledger/{evidence.pk}/").content.decode()
    site.lay("/none", HTML)
    assert client.post(f"/ledger/link/{evidence.link.pk}/snapshot/", {}).status_code == 303
    drain()
    assert [one.outcome for one in LinkVisit.objects.all()] == ["opened", "failed"]


def test_two_failures_make_a_dead_link_since_the_first_and_the_snapshot_stays(cast, fetching, site):
    link = linked(cast, f"{site.url}/a", files=[]).link
    drain()
    look(link)
    assert (link.state, link.failures) == ("good", 0)
    site.pages.clear()
    look(link)
    assert (link.state, link.failures) == ("good", 1)
    assert link.next_check_at < timezone.now() + timedelta(days=4)
    LinkVisit.objects.filter(outcome="failed").update(at=timezone.now() - timedelta(days=3))
    look(link)
    assert (link.state, link.state_since) == ("lost", timezone.localdate() - timedelta(days=3))
    assert AuditEntry.objects.get(kind="evidence.link_state_changed").after["link_state"] == "链接已失效"
    client = cast.client("office")
    assert "打不开，以快照为准" in client.get(f"/ledger/{link.evidence_id}/").content.decode()
    assert EvidenceFile.objects.filter(name__startswith="网页快照").exists()
    site.lay("/a", BODY.format(TOLD).encode())
    look(link)
    assert link.state == "good"


def test_a_page_that_says_something_else_is_told(cast, fetching, site):
    link = linked(cast, f"{site.url}/a", files=[]).link
    drain()
    site.lay("/a", BODY.format(TOLD + "浏览 9 次").encode())
    look(link)
    assert link.state == "good"
    site.lay("/a", BODY.format("本站已经搬家，请到新的网址访问首页。").encode())
    look(link)
    assert link.state == "changed"


def test_a_page_that_may_not_be_visited_says_nothing_about_the_link(cast, settings):
    settings.FETCH_LINKS = True
    link = linked(cast, "http://10.0.0.1/").link
    drain()
    look(link)
    look(link)
    assert (link.state, link.failures) == ("unknown", 0)


def test_by_default_nothing_is_looked_at(cast, site):
    link = linked(cast).link
    due(link)
    handlers.ask_for_link_checks(timezone.now())
    assert not Job.objects.filter(kind="evidence.check_links").exists()


def test_one_of_each_host_a_run_and_nothing_withdrawn(cast):
    links = [linked(cast, url, title=url[-9:]).link for url in
             ("http://a.example.cn/1", "http://a.example.cn/2", "http://b.example.cn/1", "http://c.example.cn/1")]
    withdraw_evidence(evidence=links[3].evidence, reason="传错", by=cast.office, at=NOW)
    due(links[1], NOW - timedelta(2))
    Link.objects.filter(pk=links[0].pk).update(next_check_at=NOW)
    assert links_due(cast.organisation.pk, NOW, 9) == [links[2], links[1]]
    assert links_due(cast.other.pk, NOW, 9) == []
    assert links_due(cast.organisation.pk, NOW, 1) == [links[2]]


def test_a_snapshot_waits_in_the_queue_while_its_site_is_visited_for_another(cast, fetching, site):
    other, now = linked(cast, f"{site.url}/b", title="别的").link, timezone.now()
    assert take_turn(other, asked_at=NOW, at=now)
    Job.objects.all().delete()
    evidence = linked(cast, f"{site.url}/a", files=[])
    keeping = Job.objects.get(kind="evidence.keep_page")
    Job.objects.filter(pk=keeping.pk).update(arguments={**keeping.arguments, "asked_at": now.isoformat()})
    drain()
    keeping.refresh_from_db()
    assert (keeping.state, keeping.tries, LinkVisit.objects.count()) == ("waiting", 0, 0)
    give_turn(other)
    Job.objects.update(run_at=now)
    drain()
    assert LinkVisit.objects.get().link == evidence.link


def test_a_site_that_is_never_free_is_told_after_an_hour(cast, fetching, site):
    other = linked(cast, f"{site.url}/b", title="别的").link
    assert take_turn(other, asked_at=NOW, at=timezone.now())
    Job.objects.all().delete()
    linked(cast, f"{site.url}/a", files=[])
    drain()
    assert "一直有别的网页在取" in Job.objects.get(kind="evidence.keep_page").message


def test_a_host_has_one_visitor_at_a_time(cast):
    one, two, other = (linked(cast, url, title=url[-9:]).link for url in
                       ("http://a.example.cn/1", "http://a.example.cn/2", "http://b.example.cn/1"))
    assert take_turn(one, asked_at=NOW, at=NOW)
    assert not take_turn(two, asked_at=NOW, at=NOW)
    assert take_turn(other, asked_at=NOW, at=NOW)
    assert take_turn(one, asked_at=NOW, at=NOW), "the same visit, broken off"
    assert not take_turn(one, asked_at=NOW + timedelta(1), at=NOW), "another visit to the same page"
    assert take_turn(two, asked_at=NOW, at=NOW + TURN + timedelta(1))
    give_turn(two)
    assert take_turn(one, asked_at=NOW, at=NOW + TURN + timedelta(2))


@pytest.mark.parametrize(("state", "words"), [("lost", "链接已失效"), ("changed", "内容有变")])
def test_the_ledger_lists_links_that_are_not_what_they_were(cast, state, words):
    bad, good = linked(cast, title="坏链接"), linked(cast, title="好链接")
    Link.objects.filter(evidence=bad).update(state=state, state_since=NOW.date())
    client = cast.client("office")
    everything = client.get("/ledger/").content.decode()
    assert everything.count(f"is-red\">{words}") + everything.count(f"is-yellow\">{words}") == 1
    listed = client.get(f"/ledger/?kind=link:{state}").content.decode()
    assert f"/ledger/{bad.pk}/" in listed
    assert f"/ledger/{good.pk}/" not in listed
    assert "共 1 件" in listed
    assert f"/ledger/{good.pk}/" in client.get("/ledger/?kind=link:nothing").content.decode()
