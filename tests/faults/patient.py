"""Settings with a fail point under which a session lives long: it is as old as the campaign of all the tests, and on a
slow machine older than a person may idle."""

from .settings import *  # noqa: F403

SESSION_COOKIE_AGE = 4 * 3600
