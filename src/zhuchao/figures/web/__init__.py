"""Pages of figures: definitions and the figure page."""
