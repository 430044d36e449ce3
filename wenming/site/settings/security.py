"""Sessions, passwords, hosts and the headers that keep pages to themselves."""

import secrets

from .environment import data_folder, flag, number, text


def _secret_key() -> str:
    """The key from the environment, or one made once and kept in the data folder, readable by its owner alone."""
    given = text("WENMING_SECRET_KEY")
    if given:
        return given
    kept = data_folder() / "secret-key"
    if not kept.exists():
        kept.touch(mode=0o600)
        kept.write_text(secrets.token_urlsafe(48), encoding="ascii")
    return kept.read_text(encoding="ascii")


SECRET_KEY = _secret_key()
DEBUG = flag("WENMING_DEBUG")
ALLOWED_HOSTS = [host.strip() for host in text("WENMING_HOSTS", "localhost,127.0.0.1,[::1]").split(",") if host.strip()]
_https = flag("WENMING_HTTPS")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = _https
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]  # a probe on this machine speaks plain HTTP
SECURE_HSTS_SECONDS = 31536000 if _https else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if _https else None
TRUSTED_PROXIES = frozenset(one.strip() for one in text("WENMING_PROXIES").split(",") if one.strip())
SESSION_ENGINE = "wenming.accounts.backends"  # in the database: one that an administrator ends is gone everywhere
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = number("WENMING_IDLE_MINUTES", 20) * 60  # from the last act on (accounts.middleware)
SESSION_RENEWED_SECONDS = 30  # written again at most so often: the idle time may end so much early
SESSION_LONGEST_SECONDS = 12 * 3600
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
TRIAL_MARK = data_folder() / "trial"  # left by the demo data: administrators to try must be easy to try
TRIAL = flag("WENMING_TRIAL") or (not text("WENMING_TRIAL") and TRIAL_MARK.exists())
PASSWORD_DAYS = 0 if TRIAL else 90
SECOND_FACTOR_REQUIRED = not TRIAL
AUTHENTICATION_BACKENDS = ["wenming.accounts.backends.OpenAccounts"]
CSRF_FAILURE_VIEW = "wenming.shell.refusals.csrf_failure"
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
# Nothing inline, nothing from outside; style attributes are set by the shell's own macros (--done, --at)
CONTENT_SECURITY_POLICY = (
    "default-src 'self'; script-src 'self'; style-src-elem 'self'; style-src-attr 'unsafe-inline'; "
    "img-src 'self' data: blob:; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'"
)
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
# what a password must be stands in wenming.domain.passwords; Django knows the common ones
AUTH_PASSWORD_VALIDATORS = [{"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"}]
