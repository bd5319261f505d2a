"""Screens of editors in the admin."""
