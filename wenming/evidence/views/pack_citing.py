"""Using a whole pack in one act: which tasks, and which part for which demand."""

from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from wenming.domain.authority import Permission
from wenming.domain.errors import InputRefused
from wenming.evidence import access
from wenming.evidence.actions.packing import Answer, cite_pack
from wenming.evidence.forms import UnitForm
from wenming.evidence.models import EventPack
from wenming.evidence.queries.openings import open_tasks
from wenming.evidence.queries.pack_citing import Sheet, parts_for, proposals
from wenming.shell import kept
from wenming.shell.door import needs
from wenming.shell.responses import done, form_again, page

from .coming_from import named_in

ANSWER = "answer-"


@needs(Permission.FILE_EVIDENCE)
@require_http_methods(["GET", "POST"])
def cite(request: HttpRequest, pack_id: int) -> HttpResponse:
    found, today = access.pack_for(request.viewer, pack_id), timezone.localdate()
    typed = request.POST if request.method == "POST" else kept.take(request)
    form = UnitForm(typed, viewer=request.viewer, on=today, initial={"unit": request.GET.get("unit") or found.unit_id})
    if request.method == "POST" and form.is_valid():
        try:
            return _cited(request, found, form)
        except InputRefused as refusal:
            form.refuse(refusal)
    answer = form_again if form.errors and request.method == "POST" else page
    restored = request.method == "GET" and typed is not None
    return answer(request, "evidence/cite_pack.html", {
        "pack": found, "form": form, "sheet": _sheet(request, found, form, typed), "restored": restored,
    })


def _sheet(request: HttpRequest, found: EventPack, form: UnitForm, typed: QueryDict | None) -> Sheet:
    """As typed; for tasks just ticked, with the part proposed for each demand. ``matched`` are those ticked before."""
    said, unit = request.GET if typed is None else typed, form.unit_now
    picked = frozenset([*said.getlist("serves"), *named_in(request)])
    every = request.viewer.covers_all_units(Permission.FILE_EVIDENCE)
    tasks = open_tasks(unit, every_task=every, chosen=picked) if unit else []
    parts = parts_for(list(access.parts_of(request.viewer, found).order_by("pk")), unit.pk if unit else None)
    ticked = picked.difference(said.getlist("matched")) if typed is None else frozenset()
    return Sheet(tasks, parts, picked, {**proposals(tasks, parts, ticked), **answers_in(said)})


def answers_in(typed: QueryDict) -> dict[int, int]:
    """Slot → evidence, of those somebody chose a part for; what is no number is no choice."""
    pairs = ((name.removeprefix(ANSWER), value) for name, value in typed.items() if name.startswith(ANSWER))
    return {int(slot): int(value) for slot, value in pairs if _is_id(slot) and _is_id(value)}


def _is_id(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 19


def _cited(request: HttpRequest, found: EventPack, form: UnitForm) -> HttpResponse:
    whole = access.served_for(request.viewer, request.POST.getlist("serves"))
    chosen = answers_in(request.POST)
    slots = {one.pk: one for one in access.served_for(request.viewer, [f"slot:{pk}" for pk in chosen]).slots}
    answers: dict[int, list] = {}
    for slot_id, evidence_id in chosen.items():
        answers.setdefault(evidence_id, []).append(slots[slot_id])
    new = cite_pack(
        pack=found, unit=form.cleaned_data["unit"], tasks=whole.tasks, duties=whole.duties,
        answers=[Answer(evidence_id, group) for evidence_id, group in answers.items()], by=request.viewer,
        at=timezone.now(),
    )
    sentence = f"已引用到 {len(new)} 处，没有一个文件重传。" if new else "选的各处已经引用过了。"
    return done(request, sentence, "evidence:pack", found.pk)
