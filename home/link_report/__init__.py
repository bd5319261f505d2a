"""Links that lead nowhere: inside the site as it is now, and to other sites as the worker found them."""
