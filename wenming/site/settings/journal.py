"""What goes wrong is written to the error output of the process, where the service manager keeps it.

Without this Django keeps silent outside of debugging, and the page that says 已经记录 would not be true.
"""

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"errors": {"class": "logging.StreamHandler", "formatter": "line", "level": "ERROR"}},
    "loggers": {"django.request": {"handlers": ["errors"]}},
}
