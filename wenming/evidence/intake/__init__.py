"""The text inside files that were handed in."""
