"""What is shown when something more was counted."""

from __future__ import annotations

from roadweek.views.documents import AppliedView


class CountedView(AppliedView):
    """More of what is counted, under the ``name`` that it has."""

    name: str
