"""Identity of people who write, ask or react: one contributor per address, and the mailed link that proves an act."""
