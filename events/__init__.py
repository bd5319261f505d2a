"""What happens: agenda, meetups, registration, calendars.

``models/pages.py`` is what an editor plans, ``models/dates.py`` what is published, ``publishing.py`` the way from one to the other.
``registration.py`` is the only writer of registrations. ``calendar.py`` turns dates into iCalendar; ``feeds.py`` serves it.
"""
