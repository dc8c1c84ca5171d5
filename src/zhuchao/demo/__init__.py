"""Seeds the 示例 district, through flows only."""
