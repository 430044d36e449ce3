"""Taking the whole installation away and putting it back: database and files, on either database (decision 0011)."""
