"""Contributing outside the admin: writing, sending in, reviewing, authors, attachments and the yearly question."""
