"""Offices, posts, people, roles, hand-over; a person's inbox, saved views, drafts and jobs."""
