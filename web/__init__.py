"""HTTP building blocks without a model: signed links, rate limits, shared responses, Atom, text cleaned of control characters,
and numbers out of addresses.

Imports no other app of ours, so that every app can use it.
"""
