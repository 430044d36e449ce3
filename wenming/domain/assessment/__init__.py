"""What a check of a standard comes to: points of a tree of lines, what is still missing, what it would cost to mend."""
