from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "wenming.notices"
    label = "notices"
    verbose_name = "通知留言"

    def ready(self) -> None:
        from . import panels  # noqa: F401
