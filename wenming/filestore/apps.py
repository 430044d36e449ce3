from django.apps import AppConfig


class FilestoreConfig(AppConfig):
    name = "wenming.filestore"
    label = "filestore"
    verbose_name = "文件库"

    def ready(self) -> None:
        from . import events, handlers  # noqa: F401
