"""The chat API that OpenAI began, as servers really speak it.

Addresses, request bodies, streams and errors of llama-server, vLLM, SGLang, Ollama and the clouds.
Data in, data out: no Qt, no network; `engine.remote` carries the bytes.
"""
