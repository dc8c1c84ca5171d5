"""Writing issues and forms."""
