"""What the chain is made of, decided on paper: digests, heads, places."""
