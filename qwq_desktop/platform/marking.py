"""Marks texts for translation where they stand as data."""


def QT_TRANSLATE_NOOP(context: str, source: str) -> str:
    """Mark a text for lupdate, which knows this name. Qt's own marker is typed as giving `object`.

    `context` is the one that the text is translated in, as `QCoreApplication.translate` gets it.
    """
    del context
    return source
