"""Pages of companies: search, company page, district master, registry import."""
