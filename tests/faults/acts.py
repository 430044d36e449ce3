"""Every act a form leads to: who does it, on which page its form is found, what is typed into it."""

from dataclasses import dataclass, field
from pathlib import Path

from django.urls import Resolver404, resolve

from tests.factories.filestore import picture

from .person import Answer, Form, Person


@dataclass(frozen=True)
class Act:
    """``view`` is the address's name. ``pages`` leads to its form: a page, then what a link on it begins with, to which
    ``suffix`` is added. ``first`` are acts that must have been done."""

    view: str
    who: str
    pages: tuple[str, ...]
    typed: dict[str, str] = field(default_factory=dict)
    files: dict[str, tuple[str, bytes]] | None = None
    suffix: str = ""
    first: tuple["Act", ...] = ()

    def __str__(self) -> str:
        return self.view


CLOSE_ACCOUNT = Act("accounts:close", "sysadmin", ("/accounts/", "/accounts/4"))
CLOSE_UNIT = Act("organisation:close_unit", "sysadmin", ("/organisation/units/2/",))
ADD_ALIAS = Act("organisation:add_alias", "sysadmin", ("/organisation/units/1/",), {"name": "厅办"})
IMPORT = Act("plan:import", "office", ("/plan/documents/new/",),
             files={"file": ("示范方案.txt", (Path(__file__).parents[2] / "wenming/demo/texts/plan.txt").read_bytes())})
A_PERSON = ("/organisation/people/", "/organisation/people/4")
A_DOCUMENT = ("/plan/documents/", "/plan/documents/2")
ACTS = [
    Act("accounts:open", "sysadmin", ("/accounts/open/",), {"name": "示范甲", "username": "killed.one"}),
    CLOSE_ACCOUNT,
    Act("accounts:reopen", "sysadmin", ("/accounts/", "/accounts/4"), first=(CLOSE_ACCOUNT,)),
    Act("accounts:reset_password", "sysadmin", ("/accounts/", "/accounts/4")),
    Act("accounts:grant", "secadmin", ("/accounts/", "/accounts/4"), {"role": "expert"}),
    Act("accounts:withdraw", "secadmin", ("/accounts/", "/accounts/4")),
    Act("organisation:units", "sysadmin", ("/organisation/units/",), {"name": "信息中心"}),
    Act("organisation:unit", "sysadmin", ("/organisation/units/1/",), {"name": "办公厅"}),
    ADD_ALIAS,
    Act("organisation:remove_alias", "sysadmin", ("/organisation/units/1/",), first=(ADD_ALIAS,)),
    CLOSE_UNIT,
    Act("organisation:reopen_unit", "sysadmin", ("/organisation/units/2/",), first=(CLOSE_UNIT,)),
    Act("organisation:people", "sysadmin", ("/organisation/people/",), {"name": "示范甲", "since": "2026-01-05"}),
    Act("organisation:person", "sysadmin", A_PERSON, {"name": "示范乙"}),
    Act("organisation:change_status", "sysadmin", A_PERSON, {"status": "retired", "since": "2026-02-01"}),
    Act("organisation:appoint", "sysadmin", A_PERSON, {"title": "干事", "valid_from": "2026-02-01"}),
    Act("organisation:headcounts", "sysadmin", ("/organisation/headcounts/",),
        {"population": "全体干部职工", "count": "300", "source": "示范名册"}),
    Act("organisation:add_member", "sysadmin", ("/organisation/group/",), {"name": "示范甲"}),
    Act("organisation:release_member", "sysadmin", ("/organisation/group/",)),
    Act("plan:receive_duties", "office", ("/plan/duties/?received=no",)),
    Act("plan:accept_plan", "office", ("/plan/duties/", "/plan/duties/2")),
    Act("plan:return_plan", "office", ("/plan/duties/", "/plan/duties/2"), {"reason": "请写明每月的安排。"}),
    Act("plan:complete_milestone", "liaison", ("/plan/duties/", "/plan/duties/2")),
    Act("plan:change_phase", "office", ("/plan/phases/", "/plan/phases/"), {"reason": "顺延"}),
    Act("plan:add_slot", "office", ("/plan/tasks/1/slots/add/",), {"title": "示范材料"}),
    Act("plan:change_slot", "office", ("/plan/tasks/1/", "/plan/slots/"), {"title": "改过的材料"}),
    IMPORT,
    Act("plan:discard", "office", A_DOCUMENT, suffix="correct/", first=(IMPORT,)),
    Act("plan:target", "office", ("/plan/targets/1/",), {"numerator": "95", "denominator": "100"}),
    Act("evidence:upload", "office", ("/ledger/upload/",),
        {"title": "示范活动照片", "late_reason": "示范补传", "place": "会议室", "people": "全体", "caption": "示范"},
        files={"files": ("示范.jpg", picture(colour="#123456"))}),
    Act("evidence:add_files", "office", ("/ledger/", "/ledger/3"), {"reason": "补一张"}, suffix="add-files/",
        files={"files": ("示范.jpg", picture(colour="#345678"))}),
    Act("evidence:change", "office", ("/ledger/", "/ledger/3"), {"title": "改过的题目"}),
    Act("evidence:withdraw", "office", ("/ledger/", "/ledger/3"), {"reason": "传错了"}),
    Act("evidence:uncite", "office", ("/ledger/", "/ledger/3")),
]


def form_of(act: Act, person: Person) -> Form:
    """The act's form as the page gives it, filled in."""
    form = _found(act, person)
    names = [name for name, _ in form.fields]
    form.fields = [(name, act.typed.get(name, value)) for name, value in form.fields]
    form.fields += [(name, value) for name, value in act.typed.items() if name not in names]
    return form


def _found(act: Act, person: Person) -> Form:
    tried, (first, *rest) = [], act.pages
    for path in _ways(person, first, rest, act.suffix):
        answer = person.get(path)
        for form in _forms(answer, path):
            if leads_to(form) == act.view:
                return form
        tried.append((path, answer.status))
    raise AssertionError(f"no form for {act.view} on {tried}")


def _ways(person: Person, first: str, rest: list[str], suffix: str) -> list[str]:
    if not rest:
        return [first]
    links = person.get(first).reader.links
    return list(dict.fromkeys(link.split("#")[0] + suffix for link in links if link.startswith(rest[0])))[:12]


def _forms(answer: Answer, path: str) -> list[Form]:
    forms = answer.forms
    for form in forms:
        form.action = form.action or path
    return forms


def leads_to(form: Form) -> str:
    try:
        return resolve(form.action.split("?")[0]).view_name
    except Resolver404:
        return ""
