from django.apps import AppConfig


class EventPagesConfig(AppConfig):
    """App of its own, so that Django imports ``models``. Tables and migrations belong to ``events``."""

    name = "events.pages"
    label = "event_pages"
    verbose_name = "Bijeenkomsten"
