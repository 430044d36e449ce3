"""Files in: the lines of a plan out of txt and docx, with nothing but the standard library."""
