"""Reference data of practices that every network starts with."""
