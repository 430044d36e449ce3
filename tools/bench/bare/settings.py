"""Django with nothing switched on: no application, no middleware, no database."""

SECRET_KEY = "of no secret"  # noqa: S105  it signs nothing
DEBUG = False
ALLOWED_HOSTS = ["127.0.0.1"]
INSTALLED_APPS: list[str] = []
MIDDLEWARE: list[str] = []
ROOT_URLCONF = "tools.bench.bare.urls"
USE_TZ = True
