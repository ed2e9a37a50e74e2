"""What is measured, how, and the frozen results to compare with."""
