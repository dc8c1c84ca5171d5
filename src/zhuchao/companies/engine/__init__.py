"""What can be decided about a company from its name, code and capital alone."""
