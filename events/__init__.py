"""Events: agenda, meetups, registration and calendars.

A module imports only from the floors below its own, top to bottom:

- ``wagtail_hooks`` and ``apps``: hooks and signal receivers, registered with Wagtail and Django.
- ``admin``: the organiser's desk, in Wagtail's admin.
- ``pages``: the page types that editors create, with their form and templates. ``self_service``: pages behind a
  personal link or an account.
- ``signup``: the registration form. ``agenda``: lists of dates.
- ``publishing``: from a page's plan to its published dates. ``privacy``: retention, erasure and access to personal
  data.
- ``registration``: places. Its ``rule`` is the only writer of a registration's state. ``feeds``: calendars and news
  over HTTP.
- ``mail``: mails about registrations.
- ``dates``: texts, places, calendar entry and selections of dates. ``links``: secret links. ``rate_limits``.
- ``access``: event pages that a user may edit. ``names``: names that people type. ``models``. ``ics``: iCalendar,
  without HTTP or database.
- ``locks``: the order in which transactions lock dates.
"""
