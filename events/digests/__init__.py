"""Weekly digests: a mail about what is new in a selection of the agenda, to addresses that asked for it."""
