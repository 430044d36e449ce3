"""What is installed, and the language and time of the product."""

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django_htmx",
    "wenming.jobs",
    "wenming.shell",
    "wenming.audit",
    "wenming.vault",
    "wenming.filestore",
    "wenming.organisation",
    "wenming.accounts",
    "wenming.notices",
    "wenming.personal",
    "wenming.standard",
    "wenming.plan",
    "wenming.evidence",
    "wenming.dossier",
    "wenming.dashboard",
    "wenming.demo",
    "wenming.site",
]
MIDDLEWARE = [
    "wenming.site.watch.middleware.Watch",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "wenming.shell.middleware.content_security_policy",
    "wenming.shell.middleware.remember_origin",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "wenming.shell.middleware.RefusalsBecomePages",
    "django_htmx.middleware.HtmxMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "wenming.accounts.middleware.sessions_end",
    "wenming.accounts.middleware.viewer_of_request",
    "wenming.accounts.middleware.EachFormOnce",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
ROOT_URLCONF = "wenming.site.urls"
WSGI_APPLICATION = "wenming.site.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "accounts.User"
LOGIN_URL = "accounts:sign_in"
LOGIN_REDIRECT_URL = "dashboard:desk"
LANGUAGE_CODE = "zh-hans"
TIME_ZONE = "Asia/Shanghai"
USE_I18N = True
USE_TZ = True
