"""Draws the pictures and writes the papers of the story. Nothing here knows the database."""
