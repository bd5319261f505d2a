"""Who and where: municipalities, wijken, themes, disciplines and organisations.

Reference data comes from ``manage.py load_reference``. Imports only ``accounts``; what happens at these places (``events``) looks
down at this app, never the other way round.
"""
