"""A chat to export: formulas, code, tables, Chinese, branches and thinking."""

import pytest

from qwq_desktop.storage.records import (
    Attachment,
    ChatSummary,
    Message,
    Role,
    ToolStep,
    TurnRecord,
)
from qwq_desktop.storage.whole_chats import WholeChat

ANSWER = r"""The **roots** of \(x^2 - 5x + 6 = 0\) are <b>not</b> hard:

\[ x = \frac{-b \pm \sqrt{b^2 - 4ac}}{2a} \]

1. First *way*:
   - factor $(x-2)(x-3)$
   - read off
2. Second way costs $5 and $6.

| root | value |
|:--|--:|
| \(x_1\) | 2 |
| \(x_2\) | 3 |

```python
def roots(a, b, c):
    return "a < b" & c
```

> 所以 \(x=2\) 或 \(x=3\)。See [a page](https://example.org/?a=1&b=2).

---

### Matrix

\[ \begin{pmatrix} 1 & 2 \\ 3 & 4 \end{pmatrix} \neq
\begin{cases} x & \text{如果 } x>0 \\ -x & \text{否则} \end{cases} \]

\[ \sum_{i=1}^{n} i = \frac{n(n+1)}{2}, \quad \boxed{x \in \{2, 3\}} \]
"""
THINKING = "Hmm, a secret thought: \\(b^2-4ac = 1\\)."


@pytest.fixture
def whole():
    turn = TurnRecord(model_name="QwQ-32B")
    messages = (
        Message(
            1,
            1,
            None,
            Role.USER,
            "What are the roots?\n  <i>Please</i> *explain*.",
            attachments=(Attachment("notes.txt", "some <notes>"),),
        ),
        Message(2, 1, 1, Role.ASSISTANT, "another branch", turn=turn),
        Message(
            3,
            1,
            1,
            Role.ASSISTANT,
            ANSWER,
            thinking=THINKING,
            turn=turn,
            tool_steps=(ToolStep("calculate", '{"expression": "25-24"}', "1"),),
        ),
    )
    return WholeChat(ChatSummary(1, "Roots <of> a & quadratic", 1.7e9, 1.7e9), messages, 3)
