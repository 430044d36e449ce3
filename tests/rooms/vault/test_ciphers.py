"""What is sealed can be opened with its key, at its place, unchanged; anything else is refused by its own name."""

import dataclasses

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from wenming.vault import ciphers
from wenming.vault.ciphers import CIPHERS, HASHES, INDEX_SECRET, Key, blind, new_key, seal, unseal
from wenming.vault.errors import AlgorithmMissing, MovedText, TamperedText, WrongKey

PLACE = "organisation.person.id_number@1"


def key(algorithm="sm4-gcm", version=1, fill=7, index_algorithm="hmac-sm3"):
    return Key(version, algorithm, bytes([fill]) * CIPHERS[algorithm][1], index_algorithm, bytes([fill]) * INDEX_SECRET)


def opened(text, *, with_key=None, at=PLACE):
    return unseal(text, at, lambda _: with_key or key())


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(), st.sampled_from(list(CIPHERS)))
def test_what_is_sealed_opens_again(plain, algorithm):
    text = seal(key(algorithm), PLACE, plain)
    assert text.startswith(f"{algorithm}$1$")
    assert plain not in text or len(plain) < 4
    assert opened(text, with_key=key(algorithm)) == plain


def test_the_same_text_is_never_sealed_the_same_way_twice():
    assert seal(key(), PLACE, "430") != seal(key(), PLACE, "430")


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(min_size=1), st.data())
def test_any_changed_character_of_the_payload_is_noticed(plain, data):
    text = seal(key(), PLACE, plain)
    head, _, payload = text.rpartition("$")
    index = data.draw(st.integers(0, len(payload.rstrip("=")) - 2))  # the last one holds bits that mean nothing
    other = data.draw(st.sampled_from([letter for letter in "ABab01_-" if letter != payload[index]]))
    with pytest.raises(TamperedText):
        opened(f"{head}${payload[:index]}{other}{payload[index + 1:]}")


@pytest.mark.parametrize("text", ["", "430", "sm4-gcm$1$", "rot13$1$00000000$00000000$AAAA",
                                  "sm4-gcm$1$00000000$00000000$AAAA", "sm4-gcm$1$00000000$00000000$A"])
def test_what_was_never_sealed_is_refused(text):
    with pytest.raises(TamperedText):
        opened(text)


ELSEWHERE = ["organisation.person.phone@1", "organisation.person.id_number@2", "care.carefile.id_number@1"]


@pytest.mark.parametrize("elsewhere", ELSEWHERE)
def test_a_text_moved_to_another_table_column_or_organisation_is_refused(elsewhere):
    with pytest.raises(MovedText):
        opened(seal(key(), PLACE, "430"), at=elsewhere)


@pytest.mark.parametrize("elsewhere", ELSEWHERE)
def test_a_moved_text_with_its_label_rewritten_is_refused_too(elsewhere):
    """The label only chooses the words; what refuses is the tag over table, column and organisation."""
    algorithm, version, mark, _, payload = seal(key(), PLACE, "430").split("$")
    label = seal(key(), elsewhere, "430").split("$")[3]
    with pytest.raises(TamperedText):
        opened(f"{algorithm}${version}${mark}${label}${payload}", at=elsewhere)


def test_another_key_of_the_same_version_is_refused():
    with pytest.raises(WrongKey):
        opened(seal(key(), PLACE, "430"), with_key=key(fill=8))


def test_relabelled_version_is_refused():
    text = seal(key(), PLACE, "430").replace("$1$", "$2$", 1)
    with pytest.raises(TamperedText):
        opened(text, with_key=key(version=2))


def test_a_library_without_the_national_cipher_says_so_and_falls_back_by_name(monkeypatch):
    text = seal(key(), PLACE, "430")
    monkeypatch.setattr(ciphers, "offers", lambda algorithm: algorithm in {"aes-256-gcm", "hmac-sha256"})
    with pytest.raises(AlgorithmMissing, match="sm4-gcm"):
        opened(text)
    with pytest.raises(AlgorithmMissing, match="hmac-sm3"):
        blind(key(), PLACE, "430")
    made = new_key(2)
    assert (made.algorithm, made.index_algorithm) == ("aes-256-gcm", "hmac-sha256")
    assert opened(seal(made, PLACE, "430"), with_key=made) == "430"


def test_this_machine_offers_the_national_algorithms():
    assert (new_key(1).algorithm, new_key(1).index_algorithm) == ("sm4-gcm", "hmac-sm3")


@pytest.mark.parametrize("index_algorithm", HASHES)
def test_equal_values_have_equal_tokens_only_at_one_place_under_one_key(index_algorithm):
    one = key(index_algorithm=index_algorithm)
    token = blind(one, PLACE, "43010119780214002x")
    assert token == blind(one, PLACE, " 430101-19780214-002X")
    assert token != blind(one, PLACE, "430101197802140021")
    assert token != blind(one, "organisation.person.id_number@2", "43010119780214002x")
    assert token != blind(dataclasses.replace(one, index_secret=bytes(INDEX_SECRET)), PLACE, "43010119780214002x")
    assert token.startswith(f"{index_algorithm}$1$")
    assert len(token) <= 90
