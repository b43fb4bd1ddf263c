"""Measurements, each as a ratio to something beside it in the same run: ``make bench``."""
