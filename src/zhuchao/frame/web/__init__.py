"""Pages of the frame itself: the front door and the rulebook."""
