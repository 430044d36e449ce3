"""The product's own settings, on a throw-away data folder; the database comes from DATABASE_URL as in production."""

import os
import tempfile

os.environ.setdefault("WENMING_DATA", tempfile.mkdtemp(prefix="wenming-tests-"))
os.environ.setdefault("WENMING_SECRET_KEY", "tests only")

from wenming.site.settings import *  # noqa: F403
from wenming.site.settings import STORAGES as _STORAGES

STORAGES = {**_STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = False
TRIAL, PASSWORD_DAYS = False, 90
SECOND_FACTOR_REQUIRED = False  # tests of it turn it on; the others speak of other things
SESSION_RENEWED_SECONDS = 3600  # a slow machine must not add a write to a counted page
STATIC_ROOT.mkdir(exist_ok=True)  # noqa: F405
