"""Where cases are kept on this machine."""
