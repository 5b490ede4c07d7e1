"""Every question that the rules can ask has its words in both languages, and none is left over."""

from __future__ import annotations

import re
from pathlib import Path

from roadweek import understanding
from roadweek.messages.questions import TEXTS

ROOM = Path(str(understanding.__file__)).parent


def test_the_questions_asked_are_the_questions_written() -> None:
    source = "".join(path.read_text(encoding="utf-8") for path in sorted(ROOM.glob("*.py")))
    asked = set(re.findall(r'Ask\(\s*"(\w+)"', source)) | set(re.findall(r'say\(\s*"questions\.(\w+)"', source))
    assert asked == set(TEXTS)


def test_every_question_is_short_and_in_both_languages() -> None:
    for texts in TEXTS.values():
        assert set(texts) == {"en", "zh"}
        assert all(text.endswith(("?", "？")) and len(text) < 120 for text in texts.values())
