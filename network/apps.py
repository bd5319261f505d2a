from django.apps import AppConfig


class NetworkConfig(AppConfig):
    name = "network"
    verbose_name = "Netwerk"

    def ready(self) -> None:
        from network import onboarding, places  # noqa: F401  what follows when a page gets another name or another parent
