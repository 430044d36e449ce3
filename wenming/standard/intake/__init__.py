"""Files in: a standard out of workbooks, documents, data and pasted text."""
