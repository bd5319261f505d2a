"""From a wish to a draft: dates by a rule, changes to many dates, a new meetup from an earlier one or from an example."""
