"""Cases leaving the team: other people's formats, and a case without its names."""
