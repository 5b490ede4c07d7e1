"""What is shown when facts and decisions were written down."""

from __future__ import annotations

from roadweek.views.documents import AppliedView


class RecordedView(AppliedView):
    """``means`` says in words what a decision means for the plan: facts and the sentence of a next step; else empty."""

    means: list[str]
