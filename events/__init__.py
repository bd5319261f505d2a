"""What happens: agenda, meetups, registration, calendars.

``models`` holds what an editor plans (``pages``), what is published (``dates``) and who comes (``registrations``). ``dates`` leads from
the one to the other. ``registration`` hands out places; its ``rule`` is the only writer of a registration's state. ``selection`` is one
definition for what agenda and feeds hold, ``calendar`` turns dates into iCalendar and knows nothing of HTTP; ``agenda`` and ``feeds``
show it. ``own`` is behind one's own link, ``mail`` tells people, ``privacy`` shows and takes away, ``admin`` is the organiser's desk.
"""
