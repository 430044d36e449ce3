"""Chinese as it is searched: how a text is cut, what a question asks for, where the words stand, what should warn."""
