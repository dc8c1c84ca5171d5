"""Word and Excel files in and out; tables of text in whatever encoding an office has them."""
