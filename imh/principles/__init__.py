"""What the app knows about the five principles, and how it weighs a case by them."""
