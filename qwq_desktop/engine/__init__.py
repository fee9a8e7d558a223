"""The model process and the way to talk to it.

`protocol` is the language, `client` the application's end (QProcess), `python -m
qwq_desktop.engine` the other end, where llama.cpp lives. The process side imports no Qt; the
application side never imports `llama_cpp`. `remote` speaks the same language for a model on a
server, whose own language is in `openai`; `interface` is what the two ends for the application
share.
"""
