from django.apps import AppConfig
from wagtail.users.apps import WagtailUsersAppConfig


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = "Accounts"

    def ready(self) -> None:
        from accounts import proof  # noqa: F401, PLC0415  connects its signal receivers once every app is loaded


class UsersConfig(WagtailUsersAppConfig):
    """Wagtail's user management, with our own form."""

    user_viewset = "accounts.users.UserViewSet"
