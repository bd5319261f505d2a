"""``/stijlgids/``: every component in every state, and every mail. Routed in the demo and in debug only.

What it shows is made by the same templates and renderers as the site itself, from examples that are never saved.
"""
