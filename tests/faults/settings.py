"""The product's own settings with a fail point inside: for processes that are meant to be killed."""

from wenming.site.settings import *  # noqa: F403
from wenming.site.settings import MIDDLEWARE as _MIDDLEWARE
from wenming.site.settings import STORAGES as _STORAGES

MIDDLEWARE = [*_MIDDLEWARE, "tests.faults.failpoint.fail_point"]
STORAGES = {**_STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
