"""Files in: the lines of a plan out of docx, pdf, ofd, txt, and what LibreOffice turns into docx."""
