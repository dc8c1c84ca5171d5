"""What is written: the registry lake by import, the district's own company master."""
