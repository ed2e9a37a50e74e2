"""Times: which day a statement is about, and whether it is news or looks back."""
