"""Admin screens for organisations, used by the functional manager and by the people of each organisation."""
