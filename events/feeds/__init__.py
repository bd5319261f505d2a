"""Calendars over HTTP: the public ones, and somebody's own."""
