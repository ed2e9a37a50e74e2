"""People: phrases that count persons, what befell them, and what the words say of them."""
