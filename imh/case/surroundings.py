"""Settings and influences: the places, services and ideas that reach the child.

Whether a setting is micro or exo is never typed in; it follows from the ties (a setting the
child is in is micro, one that reaches the child only through others is exo).
"""

from imh.case.basis import UNKNOWN_BASIS, Basis, Record
from imh.case.text import Short, Text
from imh.case.vocabulary import InfluenceKind, SettingKind, SettingStatus, Stability


class Setting(Record):
    """A place or service: childcare, clinic, work, housing, faith community, court ...

    ``status`` is how far a service has come (ordered, waiting, in place, working, ended);
    ``stability`` is whether the same people are there from week to week.
    """

    name: Short = ""
    kind: SettingKind = "other"
    status: SettingStatus = "unknown"
    stability: Stability = "unknown"
    basis: Basis = UNKNOWN_BASIS
    note: Text = ""


class Influence(Record):
    """Something of the wider world: a language, a belief, a migration story, a policy.

    ``words`` keeps how the family says it.
    """

    name: Short = ""
    kind: InfluenceKind = "other"
    words: Text = ""
    basis: Basis = UNKNOWN_BASIS
    note: Text = ""
