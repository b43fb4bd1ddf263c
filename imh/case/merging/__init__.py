"""How two cases with a common ancestor become one; ``imh.case.merge`` is what others call."""
