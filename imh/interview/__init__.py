"""The guided interview without a screen: its script, its questions, what an answer changes."""
