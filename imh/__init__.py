"""Family-context case formulation for infant and early childhood mental health."""

__version__ = "0.2.0"
