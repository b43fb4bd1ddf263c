"""The fields of one reflection: what is typed into them outlasts a visit to another page."""

from collections.abc import Callable, Mapping
from typing import Any

import streamlit as st

from imh.case.case import Case
from imh.case.reflections import Reflection
from imh.case.vocabulary import CLINICIAN_ROLES
from imh.forms.controls import title
from imh.ui.core.markup import element, show
from imh.ui.session_state import REFLECTION_EDITED, REFLECTION_REFUSED, REFLECTION_TYPED

STRENGTHS = {"unknown": "not said", "some": "some", "much": "much"}
SUPERVISION = {
    "used": "used for this family",
    "available": "there is one, not used yet",
    "none": "there is none",
}
_EMPTY: dict[str, Any] = {
    "kind": "reaction",
    "by": None,
    "towards": [],
    "feeling": None,
    "strength": "unknown",
    "state": None,
    "holders": [],
    "text": "",
}


def ours(case: Case) -> list[str]:
    """The ids of those who may reflect: the clinicians and the team on the map."""
    return [person.id for person in case.people if person.role in CLINICIAN_ROLES]


def worded(words: Mapping[str, str]) -> Callable[[str], str]:
    """How the codes of a field are shown."""
    return lambda code: title(words.get(code, code))


def _key_of(name: str) -> str:
    return f"view:reflect:{name}"


def field(name: str) -> str:
    """A field's key, holding what was typed before one went to another page."""
    kept = REFLECTION_TYPED.keep()
    st.session_state.setdefault(_key_of(name), kept.get(name, _EMPTY.get(name, "")))
    return _key_of(name)


def _typed(name: str) -> Any:
    """What stands in a field, whether or not it is on the screen."""
    return st.session_state.get(_key_of(name), _EMPTY.get(name, ""))


def remember_typed() -> None:
    """Keep beside the fields what is typed, as another page forgets the fields."""
    REFLECTION_TYPED.put(
        {
            str(key).removeprefix(_key_of("")): value
            for key, value in st.session_state.items()
            if str(key).startswith(_key_of(""))
        }
    )


def typed_fields(case: Case) -> dict[str, Any]:
    """The fields of the reflection as it is typed; those of other kinds are empty."""
    kind = _typed("kind")
    views = [{"who": who, "says": _typed(f"view of {who}")} for who in _typed("holders")]
    authors = ours(case)
    return {
        "kind": kind,
        "by": _typed("by") if _typed("by") in authors else next(iter(authors), None),
        "towards": list(_typed("towards")),
        "feeling": _typed("feeling") if kind == "reaction" else None,
        "strength": _typed("strength") if kind == "reaction" else "unknown",
        "state": (_typed("state") if kind == "supervision" else None) or "unknown",
        "views": views if kind == "split" else [],
        "text": _typed("text").strip(),
    }


def edited(case: Case) -> str | None:
    """The id of the reflection that was taken back into the fields, None for a new one."""
    identifier = REFLECTION_EDITED.get()
    return identifier if identifier in case.entries else None


def edit(reflection: Reflection) -> None:
    """Take a reflection back into the fields."""
    values = {name: getattr(reflection, name) for name in _EMPTY if name != "holders"}
    values["towards"] = list(reflection.towards)
    values["state"] = reflection.state if reflection.state in SUPERVISION else None
    values["strength"] = reflection.strength if reflection.strength in STRENGTHS else "unknown"
    values["holders"] = [view.who for view in reflection.views]
    values |= {f"view of {view.who}": view.says for view in reflection.views}
    _fill_in(values)
    REFLECTION_EDITED.put(reflection.id)


def leave() -> None:
    """Empty the fields."""
    REFLECTION_EDITED.clear()
    _fill_in({})


def _fill_in(values: dict[str, Any]) -> None:
    """Put values into the fields; fields that are not named are emptied."""
    for key in [key for key in st.session_state if str(key).startswith(_key_of(""))]:
        del st.session_state[key]
    REFLECTION_TYPED.put(values)


def refuse(why: str) -> None:
    """Remember why something was not done, to be told under the fields."""
    REFLECTION_REFUSED.put(why)


def refused() -> None:
    """Tell once why something was not done."""
    why = REFLECTION_REFUSED.take()
    if why:
        show(f'<div class="refused" role="alert">{element("p", why)}</div>')
