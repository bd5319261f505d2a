"""The public registration form, its cached version for anonymous visitors, and the pages after submitting it."""
