"""Initial data of the first region: its municipalities, wijken, themes, disciplines and organisations.

Another region replaces these modules. ``manage.py load_reference`` creates pages and rows from them, and leaves alone
what an editor has changed.
"""
