"""People and places: municipalities, wijken, themes, disciplines and organisations.

Reference data comes from ``manage.py load_reference``. ``events`` imports this app, never the other way round.
"""
