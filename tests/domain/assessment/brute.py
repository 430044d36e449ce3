"""The slow way: every line marked anew for every question. What the quick ways are held against."""

from itertools import combinations

from wenming.domain.assessment.answers import Points
from wenming.domain.assessment.coverage import place_of
from wenming.domain.assessment.simulating import what_if
from wenming.domain.assessment.verdicts import Verdict
from wenming.domain.standard.rules import RuleType

NOT_BY_PAPERS = {RuleType.ACCRUAL_GRADED, RuleType.CALENDAR, RuleType.NONE}


def lacking(sheet, supply):
    """{line: {place: pieces}} of every line that demands material; empty where all is there."""
    lines = {}
    for at in sheet.order:
        needs = {}
        for number, slot in enumerate(sheet.nodes[at].slots):
            place = place_of(sheet.keys[at], number, slot)
            held = sum(one.in_window for one in supply.get(place, {}).values())
            if held < slot.min:
                needs[place] = max(needs.get(place, 0), slot.min - held)
        if sheet.nodes[at].slots:
            lines[sheet.keys[at]] = needs
    return lines


def open_lines(done, supply):
    """Those of ``lacking`` that papers can confirm."""
    sheet = done.sheet
    return {
        key: needs for key, needs in lacking(sheet, supply).items()
        if (at := sheet.places[key]) in sheet.worths and done.verdicts[at] is Verdict.UNKNOWN
        and key not in done.answers and sheet.nodes[at].rule.type not in NOT_BY_PAPERS
    }


def gain(done, keys):
    """By the simulator: each of the lines at all that can still be had of it."""
    wanted = {key: Points(done.span(done.sheet.places[key]).possible) for key in keys}
    difference = what_if(done, wanted)
    return difference.after.confirmed - difference.before.confirmed


def covered(lines, needs):
    return [key for key, own in lines.items() if all(needs.get(place, 0) >= count for place, count in own.items())]


def together(*several):
    most = {}
    for needs in several:
        for place, count in needs.items():
            most[place] = max(most.get(place, 0), count)
    return most


def ranking(done, supply):
    """[(rate, pieces, needs)] of every different thing to file that brings something, best first."""
    lines = {key: needs for key, needs in open_lines(done, supply).items() if needs}
    found, met = [], []
    for order, needs in enumerate(lines.values()):
        if needs not in met:
            met.append(needs)
            pieces, gained = sum(needs.values()), gain(done, covered(lines, needs))
            if gained > 0:
                found.append((-gained / pieces, pieces, order, needs))
    return [(-rate, pieces, needs) for rate, pieces, _, needs in sorted(found, key=lambda one: one[:3])]


def fewest_pieces(done, supply, points):
    """The fewest pieces that bring so many points; None where none do."""
    lines = open_lines(done, supply)
    kinds = [needs for needs in lines.values() if needs]
    costs = [
        sum(needs.values()) for size in range(len(kinds) + 1) for chosen in combinations(kinds, size)
        if gain(done, covered(lines, needs := together(*chosen))) >= points
    ]
    return min(costs, default=None)


