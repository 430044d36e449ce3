"""Packs: the list, filing a new one, one with its parts."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from wenming.domain.authority import Permission
from wenming.domain.evidence.filing import LATE_AFTER, is_late
from wenming.evidence import access
from wenming.evidence.actions.packing import file_pack
from wenming.evidence.forms import ChangePackForm, FillForm, PackForm, PutForm
from wenming.evidence.models import EventPack
from wenming.evidence.queries.packs import pack_page, pack_rows, without_pack
from wenming.shell import kept
from wenming.shell.addresses import address
from wenming.shell.door import needs
from wenming.shell.lists import Page, page_after
from wenming.shell.responses import done, form_again, page

from .zones import Zone, are_whole, empty_zones, files_of, kept_zones, posted_zones

CHANGE = "evidence:change_pack"
NEWEST_EVENT_FIRST = ("event_on", "pk")


@needs(Permission.READ_CAMPAIGN)
@require_GET
def packs(request: HttpRequest) -> HttpResponse:
    found = page_after(
        access.packs_visible_to(request.viewer).select_related("unit"), request.GET.get("after", ""),
        descending=NEWEST_EVENT_FIRST,
    )
    rows = pack_rows(found.rows, access.visible_to(request.viewer))
    return page(request, "evidence/packs.html", {
        "page": Page(rows, found.after), "may_file": request.viewer.may(Permission.FILE_EVIDENCE),
    })


@needs(Permission.READ_CAMPAIGN)
@require_GET
def pack(request: HttpRequest, pack_id: int) -> HttpResponse:
    found = access.pack_for(request.viewer, pack_id)
    typed, changed = (kept.take(request, address(name, found.pk)) for name in ("evidence:fill_pack", CHANGE))
    shown = drawn(
        request, found, zones=kept_zones(typed, request) if typed else None, filling=FillForm(typed) if typed else None,
        changing=ChangePackForm(changed) if changed else None,
    )
    return page(request, "evidence/pack.html", {**shown, "restored": bool(typed or changed)})


@needs(Permission.FILE_EVIDENCE)
@require_http_methods(["GET", "POST"])
def new_pack(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    if request.method == "GET":
        typed = kept.take(request)
        form = PackForm(typed, viewer=request.viewer, on=today, initial={"unit": request.GET.get("unit")})
        zones = kept_zones(typed, request) if typed else empty_zones()
        return page(request, "evidence/new_pack.html", _new(form, zones, restored=typed is not None))
    form, zones = PackForm(request.POST, viewer=request.viewer, on=today), posted_zones(request)
    if are_whole(zones) and form.carries_out(file_pack, parts=files_of(zones), by=request.viewer, at=timezone.now()):
        made: EventPack = form.outcome
        sentence = f"已归集活动材料包“{made.title}”，材料 {made.evidence.count()} 份。下一步可以一次引用到各项任务。"
        return done(request, sentence, "evidence:pack", made.pk)
    return form_again(request, "evidence/new_pack.html", _new(form, zones))


def _new(form: PackForm, zones: list[Zone], *, restored: bool = False) -> dict[str, object]:
    return {"form": form, "zones": zones, "restored": restored, "largest": settings.MAX_FILE_BYTES,
            "late_after": LATE_AFTER.days}


def drawn(
    request: HttpRequest, found: EventPack, *, zones: list[Zone] | None = None, filling: FillForm | None = None,
    putting: PutForm | None = None, changing: ChangePackForm | None = None,
) -> dict[str, object]:
    """All the page of one pack shows, with the form that was refused, if one was."""
    viewer = request.viewer
    offered = without_pack(access.visible_to(viewer), found)
    sheet = pack_page(access.parts_of(viewer, found), offered)
    shown = zones or empty_zones()
    for zone in shown:
        zone.there = zone.part.slug in sheet.there
    return {
        "pack": found, "sheet": sheet, "zones": shown, "filling": filling or FillForm(),
        "open_filling": bool(zones or not sheet.parts), "putting": putting or PutForm(offered=offered),
        "open_putting": putting is not None, "change_form": changing or ChangePackForm.of(found),
        "changing": changing is not None, "may_fill": access.may_file(viewer, found.unit),
        "may_cite": viewer.may(Permission.FILE_EVIDENCE), "largest": settings.MAX_FILE_BYTES,
        "is_late": is_late(found.event_on, timezone.localdate()), "restored": False,
    }
