from django.apps import AppConfig
from wagtail.users.apps import WagtailUsersAppConfig


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = "Accounts"

    def ready(self) -> None:
        from allauth.account.signals import user_logged_in  # noqa: PLC0415  once every app is loaded

        from accounts import (  # noqa: PLC0415  as above
            proof,  # noqa: F401  connects its signal receivers
            rate_limits,
        )
        from accounts.oidc.adapter import tell_about_proof  # noqa: PLC0415  as above

        user_logged_in.connect(tell_about_proof)

        rate_limits.install()


class UsersConfig(WagtailUsersAppConfig):
    """Wagtail's user management, with our own form."""

    user_viewset = "accounts.users.UserViewSet"
