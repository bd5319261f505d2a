from django.apps import AppConfig


class EventPagesConfig(AppConfig):
    """An app of its own, so that Django imports ``models``. The tables and migrations are those of ``events``."""

    name = "events.pages"
    label = "event_pages"
    verbose_name = "Bijeenkomsten"
