from django.apps import AppConfig


class EventsConfig(AppConfig):
    name = "events"
    verbose_name = "Bijeenkomsten"

    def ready(self) -> None:
        # Connect the signal receivers once every app is loaded.
        from events.agenda import in_search  # noqa: PLC0415
        from events.feeds import personal_feed  # noqa: F401, PLC0415
        from events.publishing import learned, receivers  # noqa: F401, PLC0415
        from events.registration import late_mail, own_people  # noqa: F401, PLC0415

        in_search.register_meetups()
