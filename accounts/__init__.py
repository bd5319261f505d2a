"""Who can sign in, and how. Imports no other app of ours: every other app may refer to a user."""
