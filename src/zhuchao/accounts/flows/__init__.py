"""What a person can do with offices, posts and accounts: one verb, one file."""
