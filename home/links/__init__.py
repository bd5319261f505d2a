"""Links in the content of the site: to its own pages, to its other addresses, and to other sites."""
