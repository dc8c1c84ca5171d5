"""What is read about chains: knowledge, strength of links, targets."""
