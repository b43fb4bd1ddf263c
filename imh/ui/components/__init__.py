"""What is drawn in the browser by our own JavaScript: one folder a component."""
