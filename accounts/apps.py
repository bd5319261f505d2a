from django.apps import AppConfig
from wagtail.users.apps import WagtailUsersAppConfig


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = "Accounts"


class UsersConfig(WagtailUsersAppConfig):
    """Wagtail's user management, with our own form."""

    user_viewset = "accounts.users.UserViewSet"
