"""Screens of the conference team. Each asks for permission to edit the page of the conference."""
