"""Building blocks for HTTP without models: signed links, rate limits, responses, Atom, plain text, numbers in URLs.

Imports no other app of ours, so that every app can use it.
"""
