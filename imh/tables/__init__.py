"""The case as tables without a screen: which there are, how a cell is read, what a row changes."""
