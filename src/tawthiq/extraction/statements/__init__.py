"""Statements: a sentence cut into clauses, its triggers found, and each occurrence that it tells put into a frame."""
