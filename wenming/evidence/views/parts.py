"""A pack that is there: mending what it says, adding parts later, putting evidence in and taking it out."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_POST

from wenming.domain.authority import Permission
from wenming.domain.errors import RuleBroken
from wenming.evidence import access
from wenming.evidence.actions.pack_changing import Followed, change_pack
from wenming.evidence.actions.packing import fill_pack, put_in_pack, take_out_of_pack
from wenming.evidence.forms import ChangePackForm, FillForm, PutForm
from wenming.evidence.queries.packs import without_pack
from wenming.shell.door import needs
from wenming.shell.refusals import status_of
from wenming.shell.responses import done, page

from .packs import drawn
from .zones import are_whole, files_of, posted_zones


@needs(Permission.FILE_EVIDENCE)
@require_POST
def change(request: HttpRequest, pack_id: int) -> HttpResponse:
    found, form, status = access.pack_for(request.viewer, pack_id), ChangePackForm(request.POST), 422
    access.check_may_fill(request.viewer, found)
    if form.is_valid():
        try:
            followed = change_pack(pack=found, by=request.viewer, at=timezone.now(), **form.cleaned_data)
            return done(request, _told(followed), "evidence:pack", found.pk)
        except RuleBroken as refusal:
            form.refuse(refusal)
            found.refresh_from_db()
            form.now_against(found)
            status = status_of(refusal)
    return page(request, "evidence/pack.html", drawn(request, found, changing=form), status=status)


def _told(followed: Followed) -> str:
    along = f"，{followed.parts} 份材料跟着改" if followed.parts else ""
    waiting = f"，其中 {followed.proposed} 份已认定，改的成为新的一稿，认定后替换" if followed.proposed else ""
    return f"已保存{along}{waiting}。"


@needs(Permission.FILE_EVIDENCE)
@require_POST
def fill(request: HttpRequest, pack_id: int) -> HttpResponse:
    found = access.pack_for(request.viewer, pack_id)
    access.check_may_fill(request.viewer, found)
    form, zones = FillForm(request.POST), posted_zones(request)
    if are_whole(zones) and form.carries_out(
        fill_pack, pack=found, parts=files_of(zones), by=request.viewer, at=timezone.now()
    ):
        words = "、".join(one.get_pack_part_display() for one in form.outcome)
        return done(request, f"已补充：{words}。", "evidence:pack", found.pk)
    return page(request, "evidence/pack.html", drawn(request, found, zones=zones, filling=form), status=422)


@needs(Permission.FILE_EVIDENCE)
@require_POST
def put(request: HttpRequest, pack_id: int) -> HttpResponse:
    found = access.pack_for(request.viewer, pack_id)
    access.check_may_fill(request.viewer, found)
    form = PutForm(request.POST, offered=without_pack(access.visible_to(request.viewer), found))
    if form.carries_out(put_in_pack, pack=found, by=request.viewer, at=timezone.now()):
        title = form.cleaned_data["evidence"].title
        return done(request, f"已把“{title}”放进活动材料包，文件和引用都不变。", "evidence:pack", found.pk)
    shown = drawn(request, found, putting=form)
    return page(request, "evidence/pack.html", shown, status=form.answer_status)


@needs(Permission.FILE_EVIDENCE)
@require_POST
def take_out(request: HttpRequest, evidence_id: int) -> HttpResponse:
    found = access.evidence_for(request.viewer, evidence_id)
    pack_id = found.pack_id
    take_out_of_pack(evidence=found, by=request.viewer, at=timezone.now())
    return done(request, f"已把“{found.title}”移出活动材料包，佐证本身和它的引用都不变。", "evidence:pack", pack_id)
