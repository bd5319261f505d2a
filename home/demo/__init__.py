"""The demo season: invented organisations, meetups and people, and the texts around them.

Everything is made up, except the names of municipalities and wijken. No real organisation hosts anything.
"""
