"""Lists of places that a user brings, each into a layer of its own."""
