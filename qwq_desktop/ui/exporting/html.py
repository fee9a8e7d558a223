"""Chats as one HTML file each: standalone, in the window's looks, light or dark as the reader's."""

from html import escape
from string import Template

from qwq_desktop.chat.exporting.markdown import fenced
from qwq_desktop.chat.exporting.options import ExportOptions
from qwq_desktop.chat.exporting.transcript import Entry, Words, transcript
from qwq_desktop.storage.whole_chats import WholeChat
from qwq_desktop.ui.chat.markdown.cleaning import cleaned
from qwq_desktop.ui.exporting.html_text import HtmlText, plain_paragraphs
from qwq_desktop.ui.theme.tokens import DARK, LIGHT, Palette

_PAGE = Template("""<!DOCTYPE html>
<html>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="generator" content="QwQ Desktop">
<title>$title</title>
<style>
$style
</style>
</head>
<body>
<main>
<header><h1>$title</h1><p class="about">$about</p></header>
$body
</main>
</body>
</html>
""")

_STYLE = """
:root { color-scheme: light dark; $light }
@media (prefers-color-scheme: dark) { :root { $dark } .c { color: var(--d); } }
@media (prefers-color-scheme: light) { .c { color: var(--l); } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink);
  font: 16px/1.6 Inter, system-ui, -apple-system, "Segoe UI", "Noto Sans", "PingFang SC",
  "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; }
main { max-width: 720px; margin: 0 auto; padding: 48px 20px 80px; }
h1 { font-size: 26px; line-height: 1.3; margin: 0; }
h2 { font-size: 13px; font-weight: 600; color: var(--soft); margin: 0 0 6px; }
h3, h4, h5, h6 { line-height: 1.3; margin: 22px 0 8px; }
h3 { font-size: 22px; } h4 { font-size: 19px; } h5, h6 { font-size: 16px; }
.about { color: var(--faint); font-size: 13px; margin: 6px 0 0; }
article { margin-top: 30px; overflow-wrap: anywhere; }
article.user .plain { background: var(--user); border-radius: 16px; padding: 10px 15px; }
.plain { white-space: pre-wrap; }
p { margin: 0 0 12px; }
a { color: var(--accent); }
code, pre { font-family: "JetBrains Mono", ui-monospace, Consolas, Menlo, monospace;
  font-size: 13.5px; }
p code, .item code, td code { background: var(--user); border-radius: 4px; padding: 1px 4px; }
.code { background: var(--code); border: 1px solid var(--line); border-radius: 10px;
  margin: 0 0 14px; overflow: hidden; }
.code pre { margin: 0; padding: 12px; overflow-x: auto; line-height: 1.55; }
.language { color: var(--faint); font-size: 12px; padding: 5px 12px;
  border-bottom: 1px solid var(--line); }
.formula { margin: 14px 0; text-align: center; overflow-x: auto; overflow-y: hidden; }
math { font-size: 1.08em; }
menclose[notation~="box"] { border: 1px solid currentColor; padding: 2px 6px; }
.item { display: flex; gap: 10px; margin-bottom: 6px; }
.item > .marker { min-width: 16px; text-align: right; }
.item > div { flex: 1; min-width: 0; }
.item p { margin-bottom: 6px; }
blockquote { margin: 0 0 12px; padding-left: 14px; border-left: 2px solid var(--line);
  color: var(--soft); }
table { border-collapse: collapse; width: 100%; margin: 0 0 14px; font-size: 15px; }
th, td { text-align: left; padding: 5px 10px; border-bottom: 1px solid var(--line); }
th { border-bottom-color: var(--ink); }
hr { border: 0; border-top: 1px solid var(--line); margin: 18px 0; }
details { border-left: 2px solid var(--line); padding-left: 14px; margin: 0 0 14px;
  color: var(--soft); font-size: 14.5px; }
summary { cursor: pointer; color: var(--faint); margin-bottom: 8px; }
@media print { main { max-width: none; padding: 0; } .code { break-inside: avoid; } }
"""


def to_html(whole: WholeChat, options: ExportOptions) -> bytes:
    """The branch on show as a page, UTF-8. Runs nothing and fetches nothing."""
    shown = transcript(whole, options)
    writer = HtmlText()
    page = _PAGE.substitute(
        title=escape(cleaned(shown.title)),
        about=escape(cleaned(shown.subtitle)),
        style=Template(_STYLE).substitute(light=_variables(LIGHT), dark=_variables(DARK)),
        body="\n".join(_entry(entry, writer) for entry in shown.entries),
    )
    return page.encode("utf-8", "replace")


def _entry(entry: Entry, writer: HtmlText) -> str:
    words = Words.translated()
    parts = [f"<h2>{escape(cleaned(entry.heading))}</h2>"]
    if entry.thinking:
        parts.append(_fold(words.thinking, writer.text(entry.thinking)))
    for step in entry.tool_steps:
        call = fenced(f"{step.name}({step.arguments})\n→ {step.result}")
        parts.append(_fold(f"{words.tool}: {step.name}", writer.text(call)))
    parts.append(
        plain_paragraphs(cleaned(entry.text)) if entry.is_user else writer.text(entry.text)
    )
    for attached in entry.attachments:
        name = f"{words.attachment}: {attached.name}"
        parts.append(_fold(name, plain_paragraphs(cleaned(attached.text))))
    kind = "user" if entry.is_user else "answer"
    return f'<article class="{kind}">\n' + "\n".join(parts) + "\n</article>"


def _fold(title: str, body: str) -> str:
    return f"<details><summary>{escape(cleaned(title))}</summary>\n{body}\n</details>"


def _variables(palette: Palette) -> str:
    names = ("ground", "ink", "soft", "faint", "line", "accent", "user", "code")
    return " ".join(f"--{name}: {getattr(palette, name)};" for name in names)
