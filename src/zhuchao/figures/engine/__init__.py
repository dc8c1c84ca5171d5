"""What a figure is asked and what a calculation answers."""
