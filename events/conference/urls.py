"""Addresses below the page of a conference, before those of pages."""

from django.urls import re_path

from events.conference import own_sessions, views

YEAR = r"^(?P<path>conferentie/20\d\d/)"

urlpatterns = [
    re_path(r"^aanmelding/(?P<secret>[^/]+)/sessies/$", own_sessions.choose_sessions, name="conference_choose"),
    re_path(YEAR + r"(?!aanmelden/)[^/]+/aanmelden/$", views.register_for_the_day, name="conference_register"),
    re_path(YEAR + r"programma/$", views.programme, name="conference_programme"),
    re_path(YEAR + r"programma/wijzigingen/$", views.changes, name="conference_changes"),
    re_path(YEAR + r"schedule\.json$", views.schedule_json, name="conference_json"),
    re_path(YEAR + r"schedule\.xml$", views.schedule_xml, name="conference_xml"),
    re_path(YEAR + r"kalender\.ics$", views.calendar, name="conference_calendar"),
    re_path(YEAR + r"scherm/$", views.door_screen, name="conference_screen"),
    re_path(YEAR + r"scherm/stand\.json$", views.door_screen_state, name="conference_screen_state"),
    re_path(YEAR + r"sw\.js$", views.service_worker, name="conference_worker"),
]
