"""``/stijlgids/``: every component in every state, and every mail. Routed only in demo and debug mode.

Rendered with the site's own templates, from examples that are never saved.
"""
