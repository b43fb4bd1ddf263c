"""Outputs of a document: Markdown, plain text, DOCX and PDF, all from the same paragraphs."""
