"""What the process says of itself: errors always, one line per request where WENMING_LOG=json, figures where asked for.

It goes to the error output of the process, where the service manager keeps it. Without this Django keeps silent outside
of debugging, and the page that says 已经记录 would not be true.
"""

from wenming.site.watch import logs

from .environment import flag, text

LOG_JSON = text("WENMING_LOG") == "json"
METRICS = flag("WENMING_METRICS")
METRICS_ADDRESS = text("WENMING_METRICS_ADDRESS", "127.0.0.1:9464")
STATUS_TOKEN = text("WENMING_STATUS_TOKEN")
if LOG_JSON:
    logs.configure()
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {"()": logs.Plain, "fmt": "{asctime} {levelname} {name} {message}", "style": "{"},
        **({"json": {"()": logs.json_formatter}} if LOG_JSON else {}),
    },
    "filters": {"not the probes": {"()": logs.NotTheProbes}},
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "json" if LOG_JSON else "plain"},
    },
    "loggers": {
        "django.request": {"handlers": ["console"], "level": "ERROR", "filters": ["not the probes"]},
        "wenming": {"handlers": ["console"], "level": "INFO" if LOG_JSON else "WARNING"},
    },
}
