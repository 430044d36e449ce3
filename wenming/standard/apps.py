from django.apps import AppConfig


class StandardConfig(AppConfig):
    name = "wenming.standard"
    label = "standard"
    verbose_name = "测评体系"

    def ready(self) -> None:
        from . import handlers  # noqa: F401
