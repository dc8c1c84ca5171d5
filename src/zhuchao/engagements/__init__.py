"""Leads: source, owner office, clock and outcome."""
