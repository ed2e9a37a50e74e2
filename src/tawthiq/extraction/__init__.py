"""Extraction: an Arabic report in, its events out.

The way through it: ``page`` (words and what was found among them) · ``statements`` (clauses, triggers, frames, and
which of them tell an occurrence) with ``people``, ``actors``, ``sites``, ``things`` and ``times`` for what a frame
holds · ``events`` (frames of one occurrence, joined) with ``tolls`` for their figures · ``reading`` (all of it in
order) · ``account`` (the same, told in words).
"""
