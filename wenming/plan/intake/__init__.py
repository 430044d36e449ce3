"""Files in: a plan out of a document, proposed for correction."""
