from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "wenming.audit"
    label = "audit"
    verbose_name = "操作日志"

    def ready(self) -> None:
        from . import handlers  # noqa: F401
