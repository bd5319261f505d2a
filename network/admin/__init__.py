"""What the functional manager and an organisation's own people do with organisations in the admin."""
