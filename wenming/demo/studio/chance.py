"""Chance that can be repeated: the same words, the same sequence."""

from random import Random


def chance(*words: object) -> Random:
    return Random(" ".join(map(str, words)))  # noqa: S311  pictures and dates, no secrets
