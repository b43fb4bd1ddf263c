"""A recovery key: a secret made for printing, that can be typed again without a mistake."""

import re
import secrets
import unicodedata

from imh.library.code_letters import CODE_LETTERS
from imh.library.key_file import KeyProblem

GROUPS = 8


class WrongRecoveryKey(KeyProblem):
    """The recovery key is not the one of this library, or was mistyped."""


def random_recovery_key() -> str:
    """Three random characters and a check in each group: 31 ** 24, some 118 bits."""
    groups = []
    for place in range(GROUPS):
        three = "".join(secrets.choice(CODE_LETTERS) for _ in range(3))
        groups.append(three + _check(three, place))
    return "-".join(groups)


def _check(three: str, place: int) -> str:
    """The last character of a group.

    As 31 is prime, it finds every wrong character and every exchange of neighbours; the place
    finds groups in the wrong order.
    """
    first, second, third = (CODE_LETTERS.index(character) for character in three)
    return CODE_LETTERS[(first + 2 * second + 3 * third + place) % len(CODE_LETTERS)]


def read_recovery_key(typed: str) -> str:
    """A recovery key as it was printed, from however it was typed.

    Raises :class:`WrongRecoveryKey`, which names the group that is mistyped.
    """
    words = re.findall(r"[^\W_]+", unicodedata.normalize("NFKC", typed).upper())
    joined = "".join(words)
    if len(words) != GROUPS and len(joined) == 4 * GROUPS:  # typed without its gaps
        words = re.findall("....", joined)
    if len(words) != GROUPS:
        raise WrongRecoveryKey(
            f"A recovery key has {GROUPS} groups of 4 characters; this has {len(joined)} characters"
            f" instead of {4 * GROUPS}."
        )
    for place, word in enumerate(words):
        fits = len(word) == 4 and set(word) <= set(CODE_LETTERS)
        if not fits or word[3] != _check(word[:3], place):
            raise WrongRecoveryKey(f"Group {place + 1} of the recovery key is mistyped.")
    return "-".join(words)
