"""Filling a home with the 示例 district: every row comes from a flow of the noun it belongs to."""
