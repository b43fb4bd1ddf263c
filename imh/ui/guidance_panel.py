"""Guidance on the screen: the age lens, what to watch next, prompts for reflection."""

from collections.abc import Iterable, Sequence

import streamlit as st

from imh.case.case import Case
from imh.principles.guidance import Lens, Line, Prompt, age_lens, reflection_prompts, watch_next
from imh.principles.knowledge import knowledge
from imh.principles.sentences import age_words, joined, name_of
from imh.ui.markup import bullets, element, show
from imh.ui.session import Opened

AT_A_TIME = 3
_FROM = "view:reflect:prompts from"
_JUDGEMENT = "Where no source is named, it is our judgement."


def age_lens_text(case: Case, identifier: str) -> str:
    """The age lens of a caregiver, or of a caregiver's tie with the child, as HTML to unfold."""
    return "".join(_lens(case, lens) for lens in age_lens(case, identifier))


def _lens(case: Case, lens: Lens) -> str:
    children = joined(name_of(case, child) for child in lens.children)
    who = f"{name_of(case, lens.caregiver)} and {children}"
    age = lens.band.title
    if lens.corrected:
        age += f" (corrected age: {age_words(lens.months)})"
    return "".join(
        (
            f"<details>{element('summary', f'Age lens: {who}, {age}')}",
            element("h4", "What to look for"),
            bullets((line.text for line in lens.look), "plain"),
            element("h4", "What to support"),
            bullets((line.text for line in lens.support), "plain"),
            _sources((*lens.look, *lens.support)),
            "</details>",
        )
    )


def _sources(lines: Iterable[Line | Prompt]) -> str:
    """The literature of some lines, each by authors and year."""
    keys = dict.fromkeys(key for line in lines for key in line.references)
    texts = (knowledge().references[key] for key in keys)
    named = "; ".join(text[: text.index(")") + 1] for text in texts)
    rest = f"Rests on {named}. {_JUDGEMENT}" if named else _JUDGEMENT
    return element("p", rest, "small")


def watch_next_panel(opened: Opened) -> None:
    """What to watch next and whom to connect, each prompt with what in the case brought it."""
    prompts = watch_next(opened.case, opened.assessment)
    if not prompts:
        return
    show(
        element("h2", "What to watch next", "part"),
        element("p", "From this map, for your judgement; no forecast and no risk score.", "small"),
        _with_reasons(prompts),
        f"<details>{element('summary', 'Where this comes from')}{_sources(prompts)}</details>",
    )


def reflection_prompts_panel(opened: Opened) -> None:
    """A few prompts for reflection at a time, with others a click away."""
    prompts = reflection_prompts(opened.case, opened.assessment)
    begin = st.session_state.get(_FROM, 0) % len(prompts)
    few = [*prompts[begin:], *prompts[:begin]][:AT_A_TIME]
    show(
        '<div aria-live="polite">',
        element("h2", "To think about", "part"),
        _with_reasons(few),
        "</div>",
    )
    st.button("Other prompts", icon=":material/refresh:", on_click=_others, args=(begin,))


def _others(begin: int) -> None:
    st.session_state[_FROM] = begin + AT_A_TIME


def _with_reasons(prompts: Sequence[Prompt]) -> str:
    items = "".join(
        f"<li>{element('span', prompt.text)}<br>{element('em', prompt.because, 'small')}</li>"
        for prompt in prompts
    )
    return f'<ul class="plain">{items}</ul>'
