"""Industry chains, gaps, targets and what became of them."""
