"""HTTP building blocks without a model: signed links, rate limits, shared responses, Atom, and text cleaned of control characters.

Imports no other app of ours, so that every app can use it.
"""
