"""Building blocks for HTTP: signed links, rate limits, responses, Atom, plain text, numbers in URLs.

Imports no other app of ours, so that every app can use it. Its only table holds the counters of ``rate_limits``.
"""
