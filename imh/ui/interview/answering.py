"""How each kind of question is answered on the screen. Large buttons, plain words."""

from collections.abc import Callable

import streamlit as st

from imh.case.case import Case
from imh.case.durations import say_duration
from imh.case.labels import label
from imh.case.vocabulary import PROFESSIONAL_ROLES
from imh.interview import answers, respondents
from imh.interview.question_order import Screen
from imh.principles.sentences import joined, name_of
from imh.ui.core.case_on_screen import CaseOnScreen
from imh.ui.core.markdown import as_typed
from imh.ui.core.markup import element, show
from imh.ui.interview.event_lines import event_lines
from imh.ui.interview.forms import event_form, place_form, reaction_form, wider_form
from imh.ui.interview.steps import Steps, answer, onward

SHOWN = 3
SUGGESTED = 8
"""So many people of the map are offered by name; a screen must not become a list."""


def answering(on_screen: CaseOnScreen, screen: Screen, here: Steps) -> None:
    """Show what the question can be answered with."""
    match screen.ask.kind:
        case "people":
            _people(on_screen.case, screen, here)
        case "about":
            _several(on_screen.case, screen)
        case "loving":
            _words(screen, here, answers.loving_said)
        case "words":
            _words(screen, here, answers.words_said)
        case "reflection":
            _words(screen, here, lambda case, s, words, _: answers.reflection_said(case, s, words))
        case "events":
            _so_far(on_screen.case, screen)
            one, several = st.columns(2, gap="medium")
            with one:
                event_form(on_screen.case, screen, here)
            with several:
                event_lines(on_screen, screen, here)
            _nothing_more(screen)
        case "places":
            _so_far(on_screen.case, screen)
            place_form(on_screen.case, screen, here)
            _nothing_more(screen)
        case "wider":
            _so_far(on_screen.case, screen)
            wider_form(on_screen.case, screen, here)
            _nothing_more(screen)
        case "reaction":
            reaction_form(on_screen.case, screen)
            _none(screen)
        case _:
            _choices(screen, here)
    if here.problem:
        st.warning(as_typed(here.problem))


def _choices(screen: Screen, here: Steps) -> None:
    with st.container(key="answers"):
        for place, (code, words) in enumerate(screen.answers):
            st.button(
                as_typed(words),
                key=f"answer-{place}",
                type="primary" if code == screen.now else "secondary",
                icon=":material/check:" if code == screen.now else None,
                width="stretch",
                on_click=_choose,
                args=(screen, code, here),
            )


def _choose(screen: Screen, code: str, here: Steps) -> None:
    answer(screen, lambda case: answers.chosen(case, screen, code, here.telling))


def _several(case: Case, screen: Screen) -> None:
    codes = [code for code, _ in screen.answers]
    words = dict(screen.answers)
    known = [
        t for tie in respondents.between(case, *screen.about) for t in tie.topics if t in codes
    ]
    with st.form("several", border=False):
        picked = st.pills(
            as_typed(screen.text),
            codes,
            selection_mode="multi",
            default=known,
            format_func=lambda code: as_typed(words[code]),
            label_visibility="collapsed",
        )
        kept = st.form_submit_button("Keep", type="primary")
        if (
            kept
            and picked
            and answer(screen, lambda case: answers.about_topics(case, screen, picked))
        ):
            st.rerun()


def _words(
    screen: Screen, here: Steps, say: Callable[[Case, Screen, str, answers.Telling], Case]
) -> None:
    with st.form("words", border=False):
        words = st.text_area("In a few words", height=120, key=f"words-{screen.key}")
        text = words.strip()
        kept = st.form_submit_button("Keep", type="primary")
        if kept and text and answer(screen, lambda now: say(now, screen, text, here.telling)):
            st.rerun()
    _none(screen)


# Naming people


def _people(case: Case, screen: Screen, here: Steps) -> None:
    named = _named(case, screen)
    if named:
        who = joined(name_of(case, one) for one in named)
        show('<p class="so-far" role="status">', element("span", f"So far: {who}"), "</p>")
    key = f"name-{screen.key}"
    st.text_input(
        "A name, and who this is. Enter adds them.",
        placeholder="Rosa, grandmother 58",
        key=key,
        on_change=_say,
        args=(screen, key, here),
    )
    others = [one for one in _possible(case, screen) if one not in named][:SUGGESTED]
    if others:
        with st.container(horizontal=True, key="suggested"):
            for place, one in enumerate(others):
                st.button(
                    as_typed(name_of(case, one)),
                    icon=":material/add:",
                    key=f"known-{place}",
                    on_click=_mean,
                    args=(screen, one, here),
                )
    if named:
        st.button(
            "That is everybody", type="primary", key="answer-0", on_click=_everybody, args=(screen,)
        )
    else:
        _none(screen)


def _everybody(screen: Screen) -> None:
    answer(screen, lambda case: answers.noted(case, screen))


def _say(screen: Screen, key: str, here: Steps) -> None:
    text = str(st.session_state[key]).strip()
    if not text:
        return
    say = answers.person_said
    if answer(screen, lambda case: say(case, screen, text, here.telling), go_on=False):
        st.session_state[key] = ""


def _mean(screen: Screen, identifier: str, here: Steps) -> None:
    mean = answers.person_meant
    answer(screen, lambda case: mean(case, screen, identifier, here.telling), go_on=False)


def _named(case: Case, screen: Screen) -> tuple[str, ...]:
    """Who was named already in answer to this question."""
    match screen.ask.adds:
        case "home":
            members = [m for home in respondents.homes(case)[:1] for m in home.members]
            return tuple(m for m in members if m not in case.children)
        case "helps":
            return respondents.helpers(case, screen.about[0])
        case "clinician":
            return tuple(p.id for p in case.people if p.role == "clinician")
        case adds:
            return respondents.remembered(case, adds)


def _possible(case: Case, screen: Screen) -> tuple[str, ...]:
    """Who on the map may be meant."""
    professional = screen.ask.adds == "clinician"
    return tuple(
        person.id
        for person in case.people
        if person.id not in (*case.children, *screen.about)
        and (person.role in PROFESSIONAL_ROLES) == professional
        and not (screen.ask.adds in ("home", "helps") and person.life == "died")
    )


# What stands on the map already


def _so_far(case: Case, screen: Screen) -> None:
    match screen.ask.kind:
        case "events":
            kinds = screen.ask.kinds
            told = [e for e in case.events if e.kind in kinds]
            words = [_event_words(e.at_months, e.title or label("EventKind", e.kind)) for e in told]
        case "places":
            words = [name_of(case, setting.id) for setting in case.settings]
        case _:
            kind = screen.ask.influence
            words = [name_of(case, one.id) for one in case.influences if one.kind == kind]
    if words:
        more = f" and {len(words) - SHOWN} more" if len(words) > SHOWN else ""
        text = f"On the map: {'; '.join(words[:SHOWN])}{more}"
        show('<p class="so-far" role="status">', element("span", text), "</p>")


def _event_words(at: float | None, words: str) -> str:
    if at is None:
        return words
    return f"{words} ({'before birth' if at < 0 else say_duration(at)})"


def _none(screen: Screen) -> None:
    st.button(as_typed(screen.none), key="answer-none", on_click=_nobody, args=(screen,))


def _nobody(screen: Screen) -> None:
    answer(screen, lambda case: answers.nobody(case, screen))


def _nothing_more(screen: Screen) -> None:
    """For forms that add one thing after another: nothing, or nothing more."""
    if screen.state == "answered":
        st.button("Go on", key="answer-none", on_click=onward, args=(screen,))
    else:
        _none(screen)
