"""User accounts and signing in. Imports none of our other apps, so that all of them can refer to a user."""
