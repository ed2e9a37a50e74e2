"""Events: frames of the whole report that tell one occurrence, and the record that comes of it."""
