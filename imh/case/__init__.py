"""What a case is: its vocabulary, its models, its edits and its file."""
