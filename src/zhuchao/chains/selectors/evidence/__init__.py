"""What else speaks for or against a link of a chain in a district, beside the verdict of the shares."""
