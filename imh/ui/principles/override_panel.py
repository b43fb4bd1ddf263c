"""Disagreeing with the app: setting an item aside or moving its weight, with a written reason."""

from collections import Counter
from collections.abc import Iterable, Iterator

import streamlit as st

from imh.case.case import Case
from imh.formulation import Edited, Override
from imh.principles.assess import assess
from imh.principles.evidence import Assessment, Item
from imh.principles.knowledge import Knowledge
from imh.ui.core.attachments import edited as edited_of
from imh.ui.core.attachments import keep_edited
from imh.ui.core.case_on_screen import CaseOnScreen
from imh.ui.core.markdown import as_typed
from imh.ui.core.markup import element, show
from imh.ui.core.text_checks import fits

COUNTS = {"set_aside": 0.0, "counts_less": 0.5, "counts_more": 2.0}
DECISIONS = {
    "set it aside": "set_aside",
    "let it count less": "counts_less",
    "let it count more": "counts_more",
}
REFLECTED = "What somebody of the team reflected on."
SAID = {code: words for words, code in DECISIONS.items()}


def with_overrides(on_screen: CaseOnScreen) -> Assessment | None:
    """The assessment with what the clinician counts otherwise; None where nothing is."""
    overrides = edited_of(on_screen).overrides
    if not overrides:
        return None
    judged = {(o.indicator, o.fact): COUNTS[o.decision] for o in overrides}
    return assess(on_screen.case, judged=judged)


def override_panel(on_screen: CaseOnScreen, known: Knowledge) -> None:
    """List what is counted otherwise, and ask for another item, decision and reason."""
    edited = edited_of(on_screen)
    with st.expander("I see this otherwise"):
        for number, override in enumerate(edited.overrides):
            words, button = st.columns([5, 1])
            with words:
                show(
                    element("p", f"{override.sentence} You {SAID[override.decision]}:"),
                    element("p", override.reason, "small"),
                )
            if button.button("Take back", key=f"otherwise:back:{number}"):
                keep_edited(_without(edited, override))
        items = dict(_labelled(on_screen.assessment.items, known))
        chosen = st.selectbox("Which reason?", list(items), index=None, key="otherwise:item")
        decision = st.radio(
            "I would",
            list(DECISIONS),
            format_func=as_typed,
            horizontal=True,
            key="otherwise:decision",
        )
        reason = st.text_input("Because (goes into the document)", key="otherwise:reason")
        ready = chosen in items and bool(reason.strip())
        if (
            st.button("Keep my view", disabled=not ready, key="otherwise:keep")
            and ready
            and fits(reason)
        ):
            item = items[str(chosen)]
            override = Override(
                indicator=item.indicator,
                fact=item.fact,
                sentence=_sentence(on_screen.case, item),
                decision=DECISIONS[decision],
                reason=reason.strip(),
            )
            keep_edited(edited.with_override(override))


def _labelled(items: Iterable[Item], known: Knowledge) -> Iterator[tuple[str, Item]]:
    """Items by what they say; the sentences of private reflections are the same, so numbered."""
    told: Counter[str] = Counter()
    for item in items:
        label = f"{known.principles[item.principle].short}: {item.sentence}"
        told[label] += 1
        yield (label if told[label] == 1 else f"{label} ({told[label]})"), item


def _sentence(case: Case, item: Item) -> str:
    """What the document will say of an item; of the team's own reflection only that it is one."""
    return (
        REFLECTED if {one.id for one in case.reflections}.issuperset(item.refs) else item.sentence
    )


def _without(edited: Edited, override: Override) -> Edited:
    left = tuple(one for one in edited.overrides if one != override)
    return edited.model_copy(update={"overrides": left})
