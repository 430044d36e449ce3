from django.apps import AppConfig


class PlanConfig(AppConfig):
    name = "wenming.plan"
    label = "plan"
    verbose_name = "工作方案"

    def ready(self) -> None:
        from . import due, handlers, panels  # noqa: F401
