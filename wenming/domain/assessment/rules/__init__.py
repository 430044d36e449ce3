"""How each kind of rule turns an answer into points. ``table`` says which function serves which kind."""
