"""The command's fixtures and the small plan of the provenance tests."""

from __future__ import annotations

from tests.versions.conftest import call, document, plan_text, workspace

__all__ = ["call", "document", "plan_text", "workspace"]
