"""Sharing a case of a team's library: who has a part in it, invitations, tickets for guests."""
