"""The organiser's side in the admin: her desk, her meetups, who is coming, and a date that is off or on again.

The rules are elsewhere (``registration.py``, ``publishing.py``, ``permissions.py``); these modules show and ask.
"""
