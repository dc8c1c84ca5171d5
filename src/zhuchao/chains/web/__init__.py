"""Pages of chains: overview, chain map, gaps, link with targets, saved lists."""
