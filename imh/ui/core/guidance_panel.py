"""Guidance on the screen: the age lens, what to watch next, prompts for reflection."""

import re
from collections.abc import Iterable

import streamlit as st

from imh.case.case import Case
from imh.principles.guidance import (
    GuidanceLine,
    Lens,
    Prompt,
    age_lens,
    reflection_prompts,
    watch_next,
)
from imh.principles.knowledge import knowledge
from imh.principles.sentences import age_words, joined, name_of
from imh.ui.core.case_on_screen import CaseOnScreen
from imh.ui.core.markup import element, show
from imh.ui.session_state import PROMPTS_FROM

AT_A_TIME = 3


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
            _lines(lens.look),
            element("h4", "What to support"),
            _lines(lens.support),
            "</details>",
        )
    )


def _lines(lines: Iterable[GuidanceLine]) -> str:
    return _list((line.text, _source(line)) for line in lines)


def _source(line: GuidanceLine | Prompt) -> str:
    """What a line rests on, short: authors and year, or that it is a judgement of ours."""
    named = (_short(knowledge().references[key]) for key in line.references)
    return "; ".join(named) or "our judgement"


def _short(reference: str) -> str:
    """``Heffron & Murch 2010`` for an entry of the literature, which the About page has in full."""
    year = re.search(r" \((\d{4}[^)]*)\)", reference)
    authors = reference[: year.start()] if year else reference
    names = re.findall(r"(?:^|, |& )([^,&]+), [A-Z]\.", authors) or [authors]
    if "colleagues" in authors or len(names) > 2:
        names = [f"{names[0]} et al."]
    return " & ".join(names) + (f" {year[1]}" if year else "")


def _list(lines: Iterable[tuple[str, str]]) -> str:
    """Texts, each with a few small words under it."""
    items = "".join(
        f"<li>{element('span', text)}<br>{element('em', small, 'small')}</li>"
        for text, small in lines
    )
    return f'<ul class="plain">{items}</ul>'


def watch_next_panel(on_screen: CaseOnScreen) -> None:
    """What to watch next and whom to connect, each prompt with what in the case brought it."""
    case = on_screen.case
    prompts = watch_next(case, on_screen.assessment)
    if not prompts:
        return
    with st.expander("What to watch next, and whom to connect now"):
        show(
            element("p", f"{_at_this_age(case)} For your judgement: no forecast, no risk score."),
            _list((prompt.text, f"{prompt.because} ({_source(prompt)})") for prompt in prompts),
        )


def _at_this_age(case: Case) -> str:
    """The children with their ages: what is worth watching goes with them."""
    children = joined(name_of(case, child) for child in case.children)
    months = case.reference_age_months
    return f"From this map, for {children} {'' if months < 0 else 'at '}{age_words(months)}."


def reflection_prompts_panel(on_screen: CaseOnScreen) -> None:
    """A few prompts for reflection at a time, with others a click away."""
    prompts = reflection_prompts(on_screen.own, on_screen.assessment)
    begin = PROMPTS_FROM.get() % len(prompts)
    few = [*prompts[begin:], *prompts[:begin]][:AT_A_TIME]
    show(
        '<div aria-live="polite">',
        element("h2", "To think about", "part"),
        _list((prompt.text, prompt.because) for prompt in few),
        "</div>",
    )
    st.button("Other prompts", icon=":material/refresh:", on_click=_others, args=(begin,))


def _others(begin: int) -> None:
    PROMPTS_FROM.put(begin + AT_A_TIME)
