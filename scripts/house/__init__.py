"""The steps of setting up, each with a stamp: done once, and again only when its inputs change."""
