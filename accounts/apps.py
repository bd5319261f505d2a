from django.apps import AppConfig
from wagtail.users.apps import WagtailUsersAppConfig


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = "Accounts"

    def ready(self) -> None:
        from accounts import (  # noqa: PLC0415  once every app is loaded
            proof,  # noqa: F401  connects its signal receivers
            rate_limits,
        )

        rate_limits.install()


class UsersConfig(WagtailUsersAppConfig):
    """Wagtail's user management, with our own form."""

    user_viewset = "accounts.users.UserViewSet"
