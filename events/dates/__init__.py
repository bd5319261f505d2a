"""Published dates: their texts, places, selections and calendar entries."""
