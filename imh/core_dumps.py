"""A program that crashes leaves no copy of its memory, which holds what families told."""

try:
    import resource
except ImportError:  # Windows writes none unless its administrator asks for them
    resource = None  # type: ignore[assignment]


def switch_off() -> None:
    """Let this program, and what it starts, write no core dump."""
    if resource is not None:
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
