"""Every number on the wall opens the rows behind it, and there are as many rows as it says."""

import re
from html import unescape

import pytest
from django.utils import timezone

from tests.factories.wall import make_eventful

LINK = re.compile(
    r'<a (?=[^>]*class="n)[^>]*href="(/[^"]*)"[^>]*>([^<]*)</a>|<a href="(/[^"]*)" title="[^"]*">([逾临]\d+)</a>'
)
# what marks one row on the pages that numbers open
ROWS = (
    ("/plan/duties/all/", r"<tr data-row"), ("/plan/milestones/", r"<tr data-row"), ("/wall/", r"<tr data-row"),
    ("/plan/missing/", r"<li data-row"), ("/plan/duties/", r'<td class="lead" data-label=""'),
    ("/ledger/", r'<td class="lead" data-label=""'), ("/plan/targets/", r"<section class=\"panel\">"),
    ("/plan/", r'<td class="num" data-label="任务"'),
)


def numbers(body: str) -> set[tuple[str, str]]:
    """(address, number as printed) of every link in the page that is a number."""
    main = body.partition("<main")[2]
    found = {(unescape(one or three), two or four) for one, two, three, four in LINK.findall(main)}
    return {(address, text) for address, text in found if re.search(r"\d", text) and not text.startswith("任务")}


def rows_behind(body: str, address: str) -> int:
    marker = next(pattern for start, pattern in ROWS if address.startswith(start))
    grouped = sum(int(count) - 1 for count in re.findall(r'data-rows="(\d+)"', body))
    return len(re.findall(marker, body)) + grouped + len(re.findall(r'data-rows="', body))


@pytest.mark.parametrize("who", ["leader", "office"])
@pytest.mark.parametrize("page", ["/wall/", "/wall/?as=table"])
def test_every_number_opens_as_many_rows(cast, who, page):
    make_eventful(cast, timezone.localdate())
    client = cast.client(who)
    found = numbers(client.get(page).content.decode())
    assert len(found) > 30
    wrong = []
    for address, text in sorted(found):
        answer = client.get(address)
        body = answer.content.decode().partition("<main")[2]
        if answer.status_code != 200:
            wrong.append((address, text, answer.status_code))
        elif re.fullmatch(r"/plan/targets/\d+/(#m\d+)?", address):
            anchor = address.partition("#")[2]
            if text not in body or (anchor and f'id="{anchor}"' not in body):
                wrong.append((address, text, "the figure is not on its page"))
        elif rows_behind(body, address) != int(re.sub(r"^[逾临]|^\d+/", "", text)):
            wrong.append((address, text, rows_behind(body, address)))
    assert not wrong

