from django.dispatch import Signal

leaves_late = Signal()
"""Sent by the worker before it sends ``mail``, an ``OutgoingMail`` that waited longer than ``delivery.LATE``.

A receiver that knows what the mail is about starts its deadlines again, and rewrites it (``mail.rewrite``) or withdraws it
(``mail.withdraw``) if what it says has become untrue. ``was_refused``: the recipient's server did not want it before, so the
delay is not the site's. ``events.registration.late_mail`` listens.
"""
