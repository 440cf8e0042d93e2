"""A small shop's back end around the pure library: its rules, two ways to keep tickets, a story on both."""
