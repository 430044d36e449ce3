"""The ring: keys outside the database, never replaced, never made where one is lost."""

import os
from concurrent.futures import ThreadPoolExecutor
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from tests.rooms.vault.conftest import ID_NUMBER
from wenming.organisation.models import Person
from wenming.vault import keyring
from wenming.vault.actions import make_first_key
from wenming.vault.errors import KeysMissing, RotationRefused


def lose(ring):
    for path in ring.iterdir():
        path.unlink()


@pytest.mark.skipif(os.name == "nt", reason="Windows knows no such rights")
def test_keys_are_for_their_owner_alone(ring):
    assert ring.stat().st_mode & 0o777 == 0o700
    assert (ring / "1.json").stat().st_mode & 0o777 == 0o600
    assert not keyring.readable_by_others()
    (ring / "1.json").chmod(0o644)
    assert keyring.readable_by_others()


def test_a_new_installation_gets_its_first_key_once(db, ring):
    lose(ring)
    assert make_first_key()
    first = keyring.current().secret
    assert not make_first_key()
    assert keyring.current().secret == first


def test_a_lost_key_is_never_replaced_silently(person, ring):
    lose(ring)
    with pytest.raises(KeysMissing):
        make_first_key()
    said = StringIO()
    call_command("migrate", verbosity=1, stdout=said)
    assert "密钥备份" in said.getvalue()
    assert not list(ring.iterdir())
    with pytest.raises(CommandError, match="密钥"):
        call_command("rotate_keys")


def test_ten_who_make_the_next_key_at_once_make_one(ring):
    def attempt(_):
        try:
            return keyring.make(2)
        except RotationRefused:
            return None

    with ThreadPoolExecutor(10) as pool:
        made = [one for one in pool.map(attempt, range(10)) if one]
    assert len(made) == 1
    assert keyring.current() == made[0]
    assert sorted(path.name for path in ring.iterdir()) == ["1.json", "2.json"]


def test_a_key_that_cannot_be_written_leaves_nothing(ring, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        keyring.make(2)
    assert [path.name for path in ring.iterdir()] == ["1.json"]


def test_a_broken_key_file_is_named(ring):
    (ring / "2.json").write_text("{", encoding="ascii")
    with pytest.raises(KeysMissing, match=r"2\.json"):
        keyring.current()


def test_a_key_put_back_is_found_without_a_restart(person, ring, tmp_path):
    (ring / "1.json").rename(tmp_path / "kept")
    with pytest.raises(KeysMissing):
        _ = Person.objects.get().id_number
    (tmp_path / "kept").rename(ring / "1.json")
    assert Person.objects.get().id_number == ID_NUMBER


def test_doctor_says_how_the_keys_are(person, ring):
    said = StringIO()
    call_command("doctor", stdout=said)
    assert "✓ 加密密钥：第 1 版（sm4-gcm）" in said.getvalue()
    lose(ring)
    said = StringIO()
    with pytest.raises(CommandError):
        call_command("doctor", stdout=said)
    assert "✗ 加密密钥" in said.getvalue()
