"""Binding a telephone that makes codes, checking a code, and letting another administrator undo it."""

from collections.abc import Callable
from datetime import datetime

import pyotp
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from wenming.accounts import access, events
from wenming.accounts.models import RecoveryCode, SecondFactor, User
from wenming.accounts.queries.grants import viewer_of, viewers_of
from wenming.accounts.queries.second_factors import must_have_second_factor, second_factor_of
from wenming.audit.actions import record
from wenming.audit.registry import Kind
from wenming.domain import second_step
from wenming.domain.authority import Viewer
from wenming.domain.errors import InputRefused, RuleBroken

from .sessions import end_sessions
from .signing_in import claim_try, refused, still

ISSUER = "文明创建台"
WRONG = "动态口令不对。请看手机上现在显示的 6 位数字；每个口令只能用一次。"


@transaction.atomic
def begin_binding(*, user: User, at: datetime) -> SecondFactor:
    """A secret for the person's telephone; the same again until it is confirmed. Raises RuleBroken where one is."""
    User.objects.select_for_update().get(pk=user.pk)
    factor = SecondFactor.objects.filter(user=user).first()
    if factor is None:
        factor = SecondFactor(organisation_id=user.organisation_id, user=user, begun_at=at)
        factor.secret = pyotp.random_base32()
        factor.save()
    if factor.confirmed_at:
        raise RuleBroken("动态口令已经绑定。要换手机，请先解除绑定；不能解除的，请安全管理员重置。")
    return factor


def telephone_address(factor: SecondFactor) -> str:
    """What the QR picture says to the telephone."""
    return pyotp.TOTP(factor.secret).provisioning_uri(name=factor.user.username, issuer_name=ISSUER)


@transaction.atomic
def confirm_binding(*, user: User, code: str, at: datetime, session_key: str = "") -> list[str]:
    """The recovery codes, shown once. Raises InputRefused for a wrong code. The person's other sessions end."""
    factor = SecondFactor.objects.select_for_update().filter(user=user, confirmed_at=None).first()
    if factor is None:
        raise RuleBroken("请先开始绑定，再输入动态口令。")
    step = _step(factor, code, at)
    if step is None:
        raise InputRefused("还没有绑定。", {"code": WRONG})
    factor.confirmed_at, factor.last_step = at, step
    factor.save(update_fields=["confirmed_at", "last_step"])
    codes = _new_codes(factor)
    end_sessions(user=user, by="本人绑定动态口令", at=at, keeping=session_key)
    _record_own(events.second_factor_bound, user, at)
    return codes


def _new_codes(factor: SecondFactor) -> list[str]:
    codes = second_step.new_recovery_codes()
    RecoveryCode.objects.bulk_create([RecoveryCode(factor=factor, digest=_digest(one)) for one in codes])
    return codes


def check_code(*, user: User, code: str, address: str, at: datetime) -> User:
    """The second step of a sign-in, under the same lock as the first. Raises SignInRefused."""
    _check(user, address, at, lambda factor: _use_code(factor, code, at) or _use_recovery_code(factor, code, at))
    return user


def _check(user: User, address: str, at: datetime, good: Callable[[SecondFactor], bool]) -> SecondFactor:
    claim = claim_try(username=user.username, address=address, at=at)
    factor = second_factor_of(user)
    if factor is None or not good(factor):
        refused(claim, known=user, result="动态口令不对", at=at)
        raise still(user.username, at, wrong=WRONG)
    claim.delete()
    return factor


def renew_recovery_codes(*, user: User, code: str, address: str, at: datetime) -> list[str]:
    """New recovery codes, shown once; the old ones are worth nothing any more. Raises SignInRefused for a wrong code.

    Only the telephone's code counts: one recovery code that was found must not become ten.
    """
    factor = _check(user, address, at, lambda bound: _use_code(bound, code, at))
    with transaction.atomic():
        factor = SecondFactor.objects.select_for_update().get(pk=factor.pk)
        RecoveryCode.objects.filter(factor=factor).delete()
        codes = _new_codes(factor)
        _record_own(events.recovery_codes_renewed, user, at)
    return codes


def unbind(*, user: User, code: str, address: str, at: datetime, session_key: str = "") -> None:
    """The person signs in with the password alone from now on. Raises RuleBroken for whom a second factor is a duty,
    SignInRefused for a wrong code. The person's other sessions end."""
    if must_have_second_factor(viewers_of(user, on=timezone.localdate(at))):
        raise RuleBroken("管理员登录必须用动态口令，不能解除。要换手机，请安全管理员重置。")
    factor = _check(user, address, at, lambda bound: _use_code(bound, code, at))
    with transaction.atomic():
        SecondFactor.objects.filter(pk=factor.pk).delete()
        end_sessions(user=user, by="本人解除动态口令", at=at, keeping=session_key)
        _record_own(events.second_factor_unbound, user, at)


def _use_code(factor: SecondFactor, code: str, at: datetime) -> bool:
    """Two requests with the same code at the same moment: the row takes one of them."""
    step = _step(factor, code, at)
    return step is not None and bool(
        SecondFactor.objects.filter(pk=factor.pk, last_step__lt=step).update(last_step=step)
    )


@transaction.atomic
def _use_recovery_code(factor: SecondFactor, code: str, at: datetime) -> bool:
    fresh = RecoveryCode.objects.filter(factor=factor, digest=_digest(code), used_at=None)
    if not fresh.update(used_at=at):
        return False
    _record_own(events.recovery_code_used, factor.user, at)
    return True


def _step(factor: SecondFactor, code: str, at: datetime) -> int | None:
    return second_step.matching_step(
        second_step.tidy(code), pyotp.TOTP(factor.secret).generate_otp, at, factor.last_step
    )


def _digest(code: str) -> str:
    return salted_hmac("wenming.accounts.recovery", second_step.tidy(code), algorithm="sha256").hexdigest()


@transaction.atomic
def reset_second_factor(*, user: User, reason: str, by: Viewer, at: datetime) -> None:
    """A lost telephone: the person binds another at the next sign-in. Raises InputRefused without a reason."""
    access.check_may_reset(by, user)
    if not reason.strip():
        raise InputRefused("没有重置。", {"reason": "请写明原因，如：本人手机丢失，已当面核对身份。"})
    found, _ = SecondFactor.objects.filter(user=user).delete()
    if not found:
        raise RuleBroken(f"“{user}”没有绑定动态口令。")
    end_sessions(user=user, by=by.name, at=at)
    record(events.second_factor_reset, by=by, at=at, on=user, reason=reason.strip())


def _record_own(kind: Kind, user: User, at: datetime) -> None:
    viewer = viewer_of(user, on=timezone.localdate(at))
    if viewer is not None:
        record(kind, by=viewer, at=at, on=user)
