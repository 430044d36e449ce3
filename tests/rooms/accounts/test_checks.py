"""Unsafe settings are told, and the doctor sees administrators who are not three people."""

import pytest
from django.core.checks import run_checks

from tests.factories.accounts import make_grant
from wenming.accounts.checks import proxies_are_addresses, sessions_are_kept_short, the_installation_is_for_real
from wenming.accounts.models import SecondFactor
from wenming.domain.authority import Role
from wenming.site.looks import State
from wenming.site.looks.accounts import second_factor, separation


def codes(check) -> list[str]:
    return [message.id for message in check()]


@pytest.mark.parametrize(("minutes", "told"), [
    (14, ["accounts.E001"]), (15, []), (20, []), (30, []), (31, ["accounts.E001"]), (0, ["accounts.E001"]),
])
def test_the_idle_time_is_fifteen_to_thirty_minutes(settings, minutes, told):
    settings.SESSION_COOKIE_AGE = minutes * 60
    assert codes(sessions_are_kept_short) == told


def test_sessions_outside_the_database_could_not_be_ended(settings):
    settings.SESSION_ENGINE = "django.contrib.sessions.backends.signed_cookies"
    assert codes(sessions_are_kept_short) == ["accounts.E002"]


def test_proxies_are_addresses(settings):
    settings.TRUSTED_PROXIES = frozenset({"127.0.0.1", "::1", "proxy.example"})
    assert codes(proxies_are_addresses) == ["accounts.E003"]


@pytest.mark.parametrize(("trial", "https", "proxies", "told"), [
    (False, False, (), []), (True, False, (), ["accounts.W001"]), (False, True, (), ["accounts.W002"]),
    (False, True, ("127.0.0.1",), []), (True, True, (), ["accounts.W001", "accounts.W002"]),
])
def test_before_going_live_it_is_told_what_is_missing(settings, trial, https, proxies, told):
    settings.TRIAL, settings.SECURE_SSL_REDIRECT, settings.TRUSTED_PROXIES = trial, https, frozenset(proxies)
    assert codes(the_installation_is_for_real) == told


def test_the_checks_are_asked_by_djangos_own_command(settings):
    settings.TRIAL, settings.SESSION_COOKIE_AGE = True, 60
    always = {message.id for message in run_checks(tags=["security"])}
    before_going_live = {message.id for message in run_checks(tags=["security"], include_deployment_checks=True)}
    assert "accounts.E001" in always
    assert "accounts.W001" not in always
    assert {"accounts.E001", "accounts.W001"} <= before_going_live


def test_the_settings_of_the_product_pass_its_own_checks():
    assert not [one for one in run_checks(tags=["security"]) if one.id.startswith("accounts.")]


def test_the_doctor_sees_who_holds_what_excludes_each_other(cast):
    assert separation().state == State.WELL
    make_grant(cast.users["audit_admin"], Role.SYSTEM_ADMIN, cast.other)
    assert separation().state == State.WELL, "in another body it is another matter"
    make_grant(cast.users["audit_admin"], Role.OFFICE, cast.organisation)
    look = separation()
    assert (look.state, "audit_admin" in look.words) == (State.ILL, True)


def test_the_doctor_names_administrators_without_a_telephone(cast, settings):
    settings.TRIAL = False
    look = second_factor()
    assert (look.state, look.words) == (State.WARN, "还没有绑定的管理员：audit_admin、security_admin、system_admin")
    now = cast.organisation.created_at
    for who in ("audit_admin", "security_admin", "system_admin"):
        SecondFactor.objects.create(
            organisation=cast.organisation, user=cast.users[who], secret="x", begun_at=now, confirmed_at=now
        )
    assert second_factor().state == State.WELL
    settings.TRIAL = True
    assert "试用" in second_factor().words
