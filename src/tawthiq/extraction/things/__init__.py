"""Things: weapons and what carried them, buildings and objects hit, and how many."""
