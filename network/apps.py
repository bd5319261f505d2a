from django.apps import AppConfig


class NetworkConfig(AppConfig):
    name = "network"
    verbose_name = "Netwerk"

    def ready(self) -> None:
        from network import metadata, onboarding, places, privacy  # noqa: F401, PLC0415  connects receivers; needs all apps
