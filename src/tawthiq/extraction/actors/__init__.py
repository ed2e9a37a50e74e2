"""Actors: armed parties, the part that a sentence gives them, and the speakers of a report."""
