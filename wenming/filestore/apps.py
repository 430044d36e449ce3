from django.apps import AppConfig


class FilestoreConfig(AppConfig):
    name = "wenming.filestore"
    label = "filestore"
    verbose_name = "文件库"
