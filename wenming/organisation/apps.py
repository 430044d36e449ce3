from django.apps import AppConfig


class OrganisationConfig(AppConfig):
    name = "wenming.organisation"
    label = "organisation"
    verbose_name = "组织机构"

    def ready(self) -> None:
        from . import handlers  # noqa: F401
