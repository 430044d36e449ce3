from django.apps import AppConfig


class SiteConfig(AppConfig):
    name = "wenming.site"
    label = "site"
    verbose_name = "站点装配"

    def ready(self) -> None:
        from wenming.shell.navigation import set_menu

        from . import due  # noqa: F401
        from .menu import MENU, UNDER_AVATAR

        set_menu(MENU, UNDER_AVATAR)
