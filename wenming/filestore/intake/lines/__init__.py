"""The numbered lines of a document: docx, pdf, ofd, txt, and what LibreOffice turns into docx."""
