"""The categories of goods that the library's rules know, by family."""
