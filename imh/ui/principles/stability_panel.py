"""How stable the order is, what would change it, and what to ask next."""

from html import escape

from imh.principles.evidence import Assessment
from imh.principles.knowledge import Knowledge
from imh.principles.questions import varied
from imh.ui.core.markup import bullets, element, show

QUESTIONS = 3
FLIPS = 2


def legend() -> None:
    """What the three parts of a bar mean."""
    show(
        '<p class="bar-legend"><span class="concern"></span> weighs on the child '
        '<span class="strength"></span> carries the child '
        '<span class="rise"></span> could still rise</p>'
    )


def stability(assessment: Assessment, known: Knowledge) -> None:
    """Who comes first in how many of 100 plausible weightings, as one strip and in words."""
    shares = [
        (known.principles[bearing.principle].short, bearing.rank_acceptability[0])
        for bearing in assessment.bearings
        if bearing.rank_acceptability
    ]
    shown = [(name, share) for name, share in sorted(shares, key=lambda s: -s[1]) if share >= 0.01]
    if not shown:
        return
    words = ", ".join(f"{name} in {round(100 * share)}" for name, share in shown)
    pieces = "".join(
        f'<span style="width:{100 * share:.1f}%" class="share{place}">'
        f"{escape(name) if share >= 0.2 else ''}</span>"
        for place, (name, share) in enumerate(shown)
    )
    show(
        element("h2", "How sure is the order?", "part"),
        f'<div class="shares" role="img" aria-label="{escape(words)}">{pieces}</div>',
        element("p", f"First in 100 plausible weightings: {words}.", "small"),
    )


def what_next(assessment: Assessment) -> None:
    """What would change the order, and the questions most worth asking."""
    flips = [flip.sentence for flip in assessment.flips]
    by_kind = [f.sentence for f in assessment.flips if f.kind == "recoding"][:FLIPS]
    by_kind += [f.sentence for f in assessment.flips if f.kind == "removal"][:FLIPS]
    show(
        element("h2", "What would change this", "part"),
        bullets(by_kind, "plain") if flips else element("p", "No one or two facts would.", "small"),
        element("h2", "Ask next", "part"),
        bullets((q.text for q in varied(assessment.questions, QUESTIONS)), "plain")
        or element("p", "Nothing that is open would move the order.", "small"),
    )
