from django.apps import AppConfig


class ConferenceConfig(AppConfig):
    """App of its own, so that its tables stand apart."""

    name = "events.conference"
    label = "conference"
    verbose_name = "Conferentie"
