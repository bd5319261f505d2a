"""Contents of the agenda and of event pages."""
