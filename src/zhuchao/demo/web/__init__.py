"""What the demonstration shows on pages of others."""
