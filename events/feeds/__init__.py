"""Feeds over HTTP: public calendars, Atom, and personal calendars."""
