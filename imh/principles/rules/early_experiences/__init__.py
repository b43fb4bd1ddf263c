"""Early Experiences Matter: what happened while the brain was being built, and what builds it.

Timing is modest: an early date alone never makes a fact heavy, it only moderates it.
"""

from imh.principles.rules.early_experiences import adversity as adversity
from imh.principles.rules.early_experiences import development as development
