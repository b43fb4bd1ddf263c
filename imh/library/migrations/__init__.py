"""The steps that bring the schema of an older library up to date, run whenever one is opened."""
