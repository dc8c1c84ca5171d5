"""Words and units that more than one noun uses. Standard library only."""
