"""The settings pane beside the chat: sampling, context and YaRN, loading, looks."""
