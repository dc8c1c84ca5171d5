"""What a report is made of and whether it holds together: decidable on paper."""
