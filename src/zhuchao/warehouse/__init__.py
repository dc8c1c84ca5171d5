"""The one door to the analytic engine: the lake, its manifest, its search index."""
