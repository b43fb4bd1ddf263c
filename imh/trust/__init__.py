"""Whether the ranking can be trusted: agreement, calibration, fairness, robustness, explanation.

Each module puts one question to the app from outside, through what the principles say of a case,
and counts the answers. What they found is written down in ``docs/method.md``.
"""
