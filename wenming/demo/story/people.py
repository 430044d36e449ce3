"""Fictional people. Every name says that it is one: 示范甲子, 样例乙丑, 范例甲."""

from collections.abc import Iterator

STEMS, BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
FAMILIES = ("示范", "样例", "演示", "虚拟", "范例", "例证", "样本", "试验")
LEADERS = ("范例甲", "范例乙", "范例丙", "范例丁", "范例戊", "范例己")
"""Head and deputies of the leading group, as the plan prints them."""
OFFICE = ("范本甲", "范本乙", "范本丙", "范本丁", "范本戊")
"""The members of the campaign office, as the plan prints them."""


def retired_names() -> Iterator[str]:
    """60 further names, of those who have retired."""
    for number in range(60):
        yield "示例" + STEMS[number % 10] + BRANCHES[number % 12]


def names() -> Iterator[str]:
    """480 names, each once: a family name and one of the sixty pairs of stem and branch."""
    for family in FAMILIES:
        for number in range(60):
            yield family + STEMS[number % 10] + BRANCHES[number % 12]
