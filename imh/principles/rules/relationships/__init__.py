"""Relationships are Foundational: who holds the child, how it goes between them, who went away."""

from imh.principles.rules.relationships import continuity as continuity
from imh.principles.rules.relationships import feelings as feelings
from imh.principles.rules.relationships import pairs as pairs
