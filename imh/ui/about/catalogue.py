"""What the app knows, for reading: principles, method, indicators and literature."""

import streamlit as st

from imh import __version__
from imh.principles.knowledge import Indicator, Knowledge
from imh.ui.core.markdown import Markdown, as_typed

WEIGHTS = {"L": "low", "M": "middle", "H": "high"}


def principles(known: Knowledge) -> None:
    """The five principles in our own words."""
    st.markdown("All five always apply. The app points to those that bear most on one case.")
    for principle in known.principles.values():
        st.header(as_typed(principle.name))
        st.markdown(f"*{as_typed(principle.asks)}*\n\n{as_typed(principle.about)}")


def method(known: Knowledge) -> None:
    """How evidence becomes a ranking, and what that cannot claim."""
    constants = known.constants
    st.markdown(f"""
**Decision support, not a diagnosis.** The app is no risk tool and has not been validated with
patients. It shows its reasons so that a professional can check each of them on the map.

- **Only what is known counts.** What was not asked, or what a family chose not to say, is never
  evidence. It appears as a question, or as what could still rise.
- **Concern and strength are two things.** A family can be rich in both; neither is subtracted from
  the other. Strengths count {constants.strength_share:g} beside a concern of the same weight.
- **One story counts once.** Facts of one group are damped: the second counts
  {constants.damping:g}, the third {constants.damping**2:g}, and so on. A fact that speaks in two
  principles counts fully where it is most direct and {constants.away_from_home:g} elsewhere.
- **Weights are low (1), middle (2) or high (4).** They say how directly a fact speaks to a
  principle, not how large a risk is. Adversities are never added up into a score.
- **How sure is the order?** The same evidence is weighed {constants.draws:,} times with weights
  that vary within reason (stochastic acceptability analysis, Lahdelma & Salminen 2001). Where the
  second comes first in a third of them or more, the app says that it is too close to call.
- **Form is not evidence.** One caregiver, two mothers, youth, poverty, disability, migration,
  faith, gender or sexuality count nothing by themselves; a strain, a lack or a support that
  somebody named does.
- **Never compare two families by a number.** The bars belong to one map.

What the weights and scales rest on is partly literature and partly judgement; each indicator says
which. Knowledge version {as_typed(known.version)}, app version {as_typed(__version__)}.
""")


def catalogue(known: Knowledge) -> None:
    """Every indicator with its rule, its weight and its sources."""
    for principle in known.principles.values():
        with st.expander(as_typed(principle.name)):
            for indicator in known.indicators.values():
                if indicator.principle == principle.id:
                    st.markdown(as_typed(_entry(indicator)))


def _entry(indicator: Indicator) -> Markdown:
    side = "strength" if indicator.side == "strength" else "concern"
    sources = ", ".join(indicator.references) or "judgement of the authors"
    weight = WEIGHTS[indicator.weight]
    return Markdown(
        f"**{as_typed(indicator.name)}** ({as_typed(side)}, weight {as_typed(weight)}, "
        f"{as_typed(indicator.id)})  \n"
        f"{as_typed(indicator.rule)}  \nSources: {as_typed(sources)}"
    )


def literature(known: Knowledge) -> None:
    """The bibliography by its keys."""
    st.markdown(
        "\n".join(
            f"- **{as_typed(key)}**: {as_typed(text)}" for key, text in known.references.items()
        )
    )
