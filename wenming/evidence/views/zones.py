"""The places of a page where the parts of a pack are put: one for each part."""

from collections.abc import Collection
from dataclasses import dataclass, field

from django.http import HttpRequest, QueryDict

from wenming.domain.evidence.packs import PARTS, Part
from wenming.evidence.actions.receiving import Incoming, Received

from .taking_in import redeemed, taken_in


@dataclass
class Zone:
    """A part, with the files that came in for it and those refused; ``there`` where the pack has it already."""

    part: Part
    there: bool = False
    received: list[Received] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)


def empty_zones(there: Collection[str] = ()) -> list[Zone]:
    return [Zone(one, one.slug in there) for one in PARTS]


def posted_zones(request: HttpRequest, there: Collection[str] = ()) -> list[Zone]:
    return [Zone(one, one.slug in there, *taken_in(request, one.slug)) for one in PARTS]


def kept_zones(typed: QueryDict, request: HttpRequest, there: Collection[str] = ()) -> list[Zone]:
    """With the files that were taken in before the sign-in ran out."""
    return [Zone(one, one.slug in there, *redeemed(typed.getlist(f"receipts-{one.slug}"), request.viewer))
            for one in PARTS]


def are_whole(zones: Collection[Zone]) -> bool:
    """Whether no file was refused."""
    return not any(one.refused for one in zones)


def files_of(zones: Collection[Zone]) -> dict[str, list[Incoming]]:
    return {one.part.slug: [Incoming(file.name, stored=file.stored) for file in one.received]
            for one in zones if one.received}
