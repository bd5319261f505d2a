from django.apps import AppConfig


class NetworkConfig(AppConfig):
    name = "network"
    verbose_name = "Netwerk"

    def ready(self) -> None:
        from network import onboarding  # noqa: F401  renames an organisation's group and collection with its page
