"""Who has agreed to what."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from wenming.personal.models import Consent, ConsentText
from wenming.personal.registry import Subject


def newest_texts(organisation_id: int) -> dict[str, ConsentText]:
    """The version in force of each purpose; a purpose without a text is absent."""
    return {one.purpose: one for one in ConsentText.objects.of(organisation_id).order_by("number")}


def consents_of(organisation_id: int, person_id: int | None, user_id: int | None) -> QuerySet[Consent]:
    """All the person ever gave, the newest first."""
    whose = Q(pk__in=[])
    if person_id:
        whose |= Q(person_id=person_id)
    if user_id:
        whose |= Q(user_id=user_id)
    return Consent.objects.of(organisation_id).filter(whose).select_related("text").order_by("-given_at", "-pk")


def standing(organisation_id: int, person_id: int | None, user_id: int | None) -> QuerySet[Consent]:
    return consents_of(organisation_id, person_id, user_id).filter(withdrawn_at=None)


@dataclass(frozen=True, slots=True)
class Asked:
    """One text as its reader stands to it; ``earlier`` says that he agreed to a version no longer in force."""

    text: ConsentText
    consent: Consent | None
    earlier: bool


def asked_of(subject: Subject) -> list[Asked]:
    given = list(standing(subject.organisation_id, subject.person_id, subject.user_id))
    now = {one.text_id: one for one in given}
    before = {one.text.purpose for one in given}
    return [Asked(text, now.get(text.pk), text.pk not in now and text.purpose in before)
            for text in newest_texts(subject.organisation_id).values()]


def consents_in_list(organisation_id: int) -> QuerySet[Consent]:
    return Consent.objects.of(organisation_id).select_related("text", "user", "person")
