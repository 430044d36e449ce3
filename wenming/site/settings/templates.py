"""Our pages are Jinja2, found in each room's ``jinja2`` folder (docs/decisions/0002)."""

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "APP_DIRS": True,
        "OPTIONS": {"environment": "wenming.shell.jinja.environment", "trim_blocks": True, "lstrip_blocks": True,
                    "context_processors": ["wenming.shell.navigation.furniture"]},
    },
]
