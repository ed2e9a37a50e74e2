"""Sites: places that a sentence names, and the part that each has in an occurrence."""
