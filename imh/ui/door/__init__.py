"""The door: nobody sees a case before a library is open, and it closes when nobody is there.

Without a library of one's own everybody is let into the practice library. One's own is opened by
its passphrase, a team's by signing in.
"""

from imh.ui.door.admitted import Where, admit, desk, enter, leave, library, where
from imh.ui.door.watch import watch

__all__ = ["Where", "admit", "desk", "enter", "leave", "library", "watch", "where"]
