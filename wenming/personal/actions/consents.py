"""Publishing texts, agreeing and withdrawing, and entering what was agreed on paper."""

from datetime import datetime

from django.db import transaction
from django.db.models import Max

from wenming.audit.actions import record
from wenming.domain.authority import Viewer
from wenming.domain.errors import InputRefused, NotAllowed, RuleBroken
from wenming.domain.personal.consents import Purpose
from wenming.organisation.access import check_own
from wenming.organisation.models import Organisation, Person
from wenming.personal import access, events
from wenming.personal.models import Consent, ConsentText
from wenming.personal.queries.consents import newest_texts, standing
from wenming.personal.registry import Subject

SHORTEST_PROOF = 4


@transaction.atomic
def publish_text(*, purpose: Purpose, text: str, by: Viewer, at: datetime) -> ConsentText:
    """The next version of a purpose's text; consent to earlier ones no longer counts."""
    access.check_may_keep(by)
    Organisation.objects.select_for_update().get(pk=by.organisation_id)  # two who publish at once get two numbers
    rows = ConsentText.objects.of(by.organisation_id).filter(purpose=purpose)
    made = ConsentText.objects.create(
        organisation_id=by.organisation_id, purpose=purpose, text=text.strip(), published_at=at, published_by=by.name,
        number=(rows.aggregate(last=Max("number"))["last"] or 0) + 1,
    )
    record(events.text_published, by=by, at=at, on=made)
    return made


@transaction.atomic
def give_consent(*, text: ConsentText, subject: Subject, by: Viewer, at: datetime) -> Consent:
    """The signed-in person agrees for himself. Raises RuleBroken where he does already, or the text is superseded."""
    if subject.user_id != by.user_id:
        raise NotAllowed("只能由本人同意；不便上网的，由经办人凭书面同意代录。")
    _check_in_force(text, by)
    _check_not_given(text, by, subject.person_id, subject.user_id)
    made = Consent.objects.create(
        organisation_id=by.organisation_id, text=text, user_id=subject.user_id, person_id=subject.person_id,
        given_at=at,
    )
    record(events.consent_given, by=by, at=at, on=made)
    return made


@transaction.atomic
def record_paper_consent(*, text: ConsentText, person: Person, proof: str, by: Viewer, at: datetime) -> Consent:
    """Someone without an account agreed on paper; ``proof`` says which paper, and where it lies."""
    access.check_may_keep(by)
    check_own(by, person)
    if len(proof.strip()) < SHORTEST_PROOF:
        raise InputRefused("没有登记：请写明书面同意的凭据和存放处。", {"proof": f"至少 {SHORTEST_PROOF} 个字"})
    _check_in_force(text, by)
    _check_not_given(text, by, person.pk, None)
    made = Consent.objects.create(
        organisation_id=by.organisation_id, text=text, person=person, given_at=at, recorded_by=by.name,
        proof=proof.strip(),
    )
    record(events.consent_given, by=by, at=at, on=made, after={"recorded_by": by.name}, reason=proof.strip())
    return made


@transaction.atomic
def withdraw_consent(*, consent: Consent, by: Viewer, at: datetime) -> Consent:
    """By the person, at any time and without a reason; by who keeps consents, for someone without an account."""
    check_own(by, consent)
    if consent.user_id != by.user_id:
        access.check_may_keep(by)
        if consent.user_id is not None:
            raise NotAllowed("这份同意由本人在“我的资料”里撤回。")
    rows = Consent.objects.select_for_update(of=("self",)).select_related("text", "person", "user")
    consent = rows.get(pk=consent.pk)
    if consent.withdrawn_at:
        raise RuleBroken("这份同意已经撤回，不必再撤回。")
    consent.withdrawn_at, consent.withdrawn_by = at, by.name
    consent.save(update_fields=["withdrawn_at", "withdrawn_by"])
    record(events.consent_withdrawn, by=by, at=at, on=consent)
    return consent


def _check_in_force(text: ConsentText, by: Viewer) -> None:
    check_own(by, text)
    if newest_texts(by.organisation_id)[text.purpose] != text:
        raise RuleBroken("同意书有了新的版本，请看过新版再同意。")


def _check_not_given(text: ConsentText, by: Viewer, person_id: int | None, user_id: int | None) -> None:
    ConsentText.objects.select_for_update().get(pk=text.pk)  # two clicks at once wait for each other
    if standing(by.organisation_id, person_id, user_id).filter(text=text).exists():
        raise RuleBroken("已经同意过这一版，没有重复登记。")
