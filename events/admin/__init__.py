"""Organisers' screens in the admin: desk, meetups, registrations, and cancelling, moving or restoring a date.

The rules are elsewhere (``registration``, ``publishing``, ``access``); these modules only show and ask.
"""
