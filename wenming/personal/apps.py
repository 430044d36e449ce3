from django.apps import AppConfig


class PersonalConfig(AppConfig):
    name = "wenming.personal"
    label = "personal"
    verbose_name = "个人信息"

    def ready(self) -> None:
        from . import due, handlers, panels  # noqa: F401
