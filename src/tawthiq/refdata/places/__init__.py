"""Reviewed tables of places: countries, first-level areas, the overlay, class words and names that are also words."""
