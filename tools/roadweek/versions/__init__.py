"""The versions of a plan: what stands in one, how two differ, and how edits follow from one to the next."""
