"""The demo season: invented organisations, meetups and people, and the texts around them.

Everything here is made up, apart from the names of municipalities and wijken where it takes place. Real organisations host nothing.
"""
