"""How the few statements go to the database that everybody who visits or registers waits for."""
