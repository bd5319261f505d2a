from django.apps import AppConfig


class EventsConfig(AppConfig):
    name = "events"
    verbose_name = "Bijeenkomsten"

    def ready(self) -> None:
        from events.publishing import receivers  # noqa: F401, PLC0415  connects its signal receivers once every app is loaded
