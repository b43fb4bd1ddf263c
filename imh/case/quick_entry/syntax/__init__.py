"""The letters and words of the language: from a typed line to phrases, names and amounts."""
