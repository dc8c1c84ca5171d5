"""Pages of engagements: leads."""
