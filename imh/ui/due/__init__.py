"""What is due over the cases of the open library, and which have been kept for long enough."""

from imh.ui.due.due_items import due_in_short, due_items, whose
from imh.ui.due.retention import retention_panel

__all__ = ["due_in_short", "due_items", "retention_panel", "whose"]
