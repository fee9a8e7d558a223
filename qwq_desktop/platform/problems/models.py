"""What can go wrong with a model file, and with loading it."""

from qwq_desktop.platform.problems.problem import QT_TRANSLATE_NOOP, Problem

_REASON = QT_TRANSLATE_NOOP("Problems", "Details: {reason}")

MODEL = {
    "draft_model_unfit": Problem(
        QT_TRANSLATE_NOOP("Problems", "The small model does not fit this one"),
        QT_TRANSLATE_NOOP(
            "Problems",
            "A model that drafts must be of the same family, with the same pieces of words. Choose "
            "another file, or go without.",
        ),
    ),
    "model_missing": Problem(
        QT_TRANSLATE_NOOP("Problems", "The model file is not there"),
        QT_TRANSLATE_NOOP(
            "Problems",
            "No file was found at {path}. If it was moved or renamed, open it again from its new "
            "place.",
        ),
    ),
    "model_is_folder": Problem(
        QT_TRANSLATE_NOOP("Problems", "This is a folder"),
        QT_TRANSLATE_NOOP(
            "Problems",
            "{path} is a folder. Choose the model file in it; its name ends in “.gguf”.",
        ),
    ),
    "model_unreadable": Problem(
        QT_TRANSLATE_NOOP("Problems", "The model file cannot be read"),
        QT_TRANSLATE_NOOP(
            "Problems",
            "The system does not let the program read {path}. Check the file's permissions, or "
            "copy it elsewhere.",
        ),
        _REASON,
    ),
    "model_empty": Problem(
        QT_TRANSLATE_NOOP("Problems", "The model file is empty"),
        QT_TRANSLATE_NOOP(
            "Problems",
            "{path} has no content, perhaps because a download did not begin. Download it again.",
        ),
    ),
    "model_not_gguf": Problem(
        QT_TRANSLATE_NOOP("Problems", "This is not a GGUF file"),
        QT_TRANSLATE_NOOP(
            "Problems",
            "{path} is something else. The program runs models in the GGUF format, whose names end"
            " in “.gguf”.",
        ),
    ),
    "model_truncated": Problem(
        QT_TRANSLATE_NOOP("Problems", "The model file is incomplete"),
        QT_TRANSLATE_NOOP(
            "Problems",
            "The end of {path} is missing, most likely because a download or copy was cut off. Get"
            " the file again.",
        ),
        QT_TRANSLATE_NOOP("Problems", "It has {actual_bytes} of {expected_bytes}."),
    ),
    "model_damaged": Problem(
        QT_TRANSLATE_NOOP("Problems", "The model file is damaged"),
        QT_TRANSLATE_NOOP(
            "Problems",
            "{path} contains something that cannot be right. Get the file again.",
        ),
        _REASON,
    ),
    "model_address_failed": Problem(
        QT_TRANSLATE_NOOP("Problems", "There is no model file at this address"),
        QT_TRANSLATE_NOOP(
            "Problems",
            "{url} did not give what was expected. The address must lead to the file itself, whose "
            "name ends in “.gguf”.",
        ),
        _REASON,
    ),
    "model_part_missing": Problem(
        QT_TRANSLATE_NOOP("Problems", "A part of the model is missing"),
        QT_TRANSLATE_NOOP(
            "Problems",
            "{path} is one part of several, and {part} is not beside it. Put all parts into the "
            "same folder.",
        ),
    ),
    "model_not_installed": Problem(
        QT_TRANSLATE_NOOP("Problems", "This model is not on this computer"),
        QT_TRANSLATE_NOOP(
            "Problems",
            "There is no model “{id}” here. Choose another one, or open its file if you have it.",
        ),
    ),
    "model_unknown_architecture": Problem(
        QT_TRANSLATE_NOOP("Problems", "This kind of model is not known"),
        QT_TRANSLATE_NOOP(
            "Problems",
            "{path} is built as “{architecture}”, which this version cannot run. A newer version "
            "may; other models work.",
        ),
    ),
    "model_only_reads": Problem(
        QT_TRANSLATE_NOOP("Problems", "This model cannot chat"),
        QT_TRANSLATE_NOOP(
            "Problems",
            "{name} is made for other work, such as finding passages by their meaning; it writes no"
            " answers. Choose a model to chat with, such as QwQ-32B.",
        ),
    ),
    "model_too_large": Problem(
        QT_TRANSLATE_NOOP("Problems", "The model does not fit into the memory"),
        QT_TRANSLATE_NOOP(
            "Problems",
            "{path} needs {needed_bytes}, and {available_bytes} are free. Choose a smaller file of"
            " the model, set a shorter context length in the settings, or close other programs.",
        ),
        QT_TRANSLATE_NOOP("Problems", "A context length of {would_fit} would fit now."),
    ),
    "kv_needs_flash_attention": Problem(
        QT_TRANSLATE_NOOP("Problems", "Two settings do not go together"),
        QT_TRANSLATE_NOOP(
            "Problems",
            "A compressed context memory ({kv_cache_type}) needs flash attention, which is off. "
            "Set flash attention to automatic, or the context memory to f16.",
        ),
    ),
    "model_load_failed": Problem(
        QT_TRANSLATE_NOOP("Problems", "The model could not be loaded"),
        QT_TRANSLATE_NOOP(
            "Problems",
            "{path} looks right but did not load. Get the file again, or choose another model.",
        ),
        _REASON,
    ),
    "gpu_failed": Problem(
        QT_TRANSLATE_NOOP("Problems", "The graphics card stopped answering"),
        QT_TRANSLATE_NOOP(
            "Problems",
            "That happens when its driver starts anew, or the computer slept. The model is loaded "
            "again with less on the card; then the answer can go on.",
        ),
    ),
    "context_allocation_failed": Problem(
        QT_TRANSLATE_NOOP("Problems", "Not enough memory for this context length"),
        QT_TRANSLATE_NOOP(
            "Problems",
            "There is no room to remember {context_length} tokens (pieces of words). Set a shorter"
            " context length in the settings, or close other programs.",
        ),
    ),
    "no_model": Problem(
        QT_TRANSLATE_NOOP("Problems", "No model is loaded"),
        QT_TRANSLATE_NOOP("Problems", "Choose a model first; then your message can be answered."),
    ),
    "template_failed": Problem(
        QT_TRANSLATE_NOOP("Problems", "The model's chat format failed"),
        QT_TRANSLATE_NOOP(
            "Problems",
            "The format for conversations inside the model file does not work here. Another file "
            "of this model may help.",
        ),
        _REASON,
    ),
}
