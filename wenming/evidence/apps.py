from django.apps import AppConfig


class EvidenceConfig(AppConfig):
    name = "wenming.evidence"
    label = "evidence"
    verbose_name = "佐证台账"

    def ready(self) -> None:
        from . import columns, due, events, handlers, panels  # noqa: F401
        from .queries import own_data  # noqa: F401
