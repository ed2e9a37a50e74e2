"""Tolls: figures told again and again over a report, kept as one list."""
