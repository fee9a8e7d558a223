"""What can go wrong with a download."""

from qwq_desktop.platform.problems.problem import QT_TRANSLATE_NOOP, Problem

_REASON = QT_TRANSLATE_NOOP("Problems", "Details: {reason}")

DOWNLOAD = {
    "download_address": Problem(
        QT_TRANSLATE_NOOP("Problems", "This is not a model's address"),
        QT_TRANSLATE_NOOP(
            "Problems",
            "“{url}” cannot be used. The address of a model begins with “https://” and leads to "
            "the file itself, whose name ends in “.gguf”.",
        ),
    ),
    "download_name": Problem(
        QT_TRANSLATE_NOOP("Problems", "The file has a name that cannot be used"),
        QT_TRANSLATE_NOOP(
            "Problems",
            "“{name}” could lead out of the models folder, or some systems do not allow it. "
            "Choose another file.",
        ),
    ),
    "download_needs_token": Problem(
        QT_TRANSLATE_NOOP("Problems", "This download wants to know who you are"),
        QT_TRANSLATE_NOOP(
            "Problems",
            "“{file}” at {host} is private, gone, or its licence must be accepted first. Accept it "
            "on the hub's page and add your token for the hub, or choose another file.",
        ),
    ),
    "download_forbidden": Problem(
        QT_TRANSLATE_NOOP("Problems", "You may not download this yet"),
        QT_TRANSLATE_NOOP(
            "Problems",
            "{host} does not give you “{file}” yet. If a licence must be accepted, do so on the "
            "hub's page with the account that your token belongs to, then try again.",
        ),
    ),
    "download_gone": Problem(
        QT_TRANSLATE_NOOP("Problems", "The file is not there any more"),
        QT_TRANSLATE_NOOP(
            "Problems",
            "{host} has no “{file}”. It may have been renamed or removed: look at the list of "
            "files again.",
        ),
    ),
    "download_refused": Problem(
        QT_TRANSLATE_NOOP("Problems", "The server refused the download"),
        QT_TRANSLATE_NOOP(
            "Problems",
            "{host} answered with status {status}. Try again later, or choose another source.",
        ),
    ),
    "download_unreachable": Problem(
        QT_TRANSLATE_NOOP("Problems", "The download does not get through"),
        QT_TRANSLATE_NOOP(
            "Problems",
            "Nothing more came from {host}. What is here is kept; the download goes on from there "
            "as soon as the connection is back.",
        ),
        _REASON,
    ),
    "download_redirects": Problem(
        QT_TRANSLATE_NOOP("Problems", "The download leads in circles"),
        QT_TRANSLATE_NOOP(
            "Problems",
            "{host} points from one address to the next without end. Choose another source.",
        ),
    ),
    "download_insecure": Problem(
        QT_TRANSLATE_NOOP("Problems", "The download would not be secure"),
        QT_TRANSLATE_NOOP(
            "Problems",
            "{host} leads to {target}, which is not encrypted, so nothing was fetched. Choose "
            "another source.",
        ),
    ),
    "download_proxy": Problem(
        QT_TRANSLATE_NOOP("Problems", "The proxy lets nothing through"),
        QT_TRANSLATE_NOOP(
            "Problems",
            "The proxy of this computer refused the connection to {host} (status {status}). If it "
            "wants a name and password, put them into the system's proxy settings. A proxy that is "
            "set up by a script (PAC) is not supported: name the proxy itself there.",
        ),
    ),
    "download_certificate": Problem(
        QT_TRANSLATE_NOOP("Problems", "The server cannot prove who it is"),
        QT_TRANSLATE_NOOP(
            "Problems",
            "The certificate of {host} is not valid, so nothing was sent. Check this computer's "
            "date, and whether the network you are in asks you to sign in first.",
        ),
        _REASON,
    ),
    "download_not_a_model": Problem(
        QT_TRANSLATE_NOOP("Problems", "This is not a model"),
        QT_TRANSLATE_NOOP(
            "Problems",
            "Instead of {name}, something else came from {host}. If the network you are in asks "
            "you to sign in, do so with your web browser and try again.",
        ),
    ),
    "download_empty": Problem(
        QT_TRANSLATE_NOOP("Problems", "The file is empty"),
        QT_TRANSLATE_NOOP(
            "Problems",
            "{name} has no content on the server. Choose another file or source.",
        ),
    ),
    "download_changed": Problem(
        QT_TRANSLATE_NOOP("Problems", "The file keeps changing on the server"),
        QT_TRANSLATE_NOOP(
            "Problems",
            "{name} changed several times while it was fetched. Try again later.",
        ),
    ),
    "download_wrong_length": Problem(
        QT_TRANSLATE_NOOP("Problems", "The file has the wrong length"),
        QT_TRANSLATE_NOOP(
            "Problems",
            "{name} is not as long on the server as its list says. Look at the list of files "
            "again, or choose another source.",
        ),
        QT_TRANSLATE_NOOP("Problems", "Expected {expected_bytes}, found {actual_bytes}."),
    ),
    "download_wrong_hash": Problem(
        QT_TRANSLATE_NOOP("Problems", "The file came damaged"),
        QT_TRANSLATE_NOOP(
            "Problems",
            "The checksum of {name} was wrong twice, so it was not kept. The network or the "
            "source spoils it: choose another source, or try again later.",
        ),
    ),
    "download_disk_full": Problem(
        QT_TRANSLATE_NOOP("Problems", "There is not enough space on the disk"),
        QT_TRANSLATE_NOOP(
            "Problems",
            "{path} does not fit. Free some space or choose a models folder on another disk; what"
            " came is kept.",
        ),
        QT_TRANSLATE_NOOP("Problems", "{needed_bytes} are needed, {free_bytes} are free."),
    ),
    "download_too_large": Problem(
        QT_TRANSLATE_NOOP("Problems", "This disk cannot hold so large a file"),
        QT_TRANSLATE_NOOP(
            "Problems",
            "{path} is larger than files may be there: a disk formatted as FAT32, as many USB "
            "sticks are, takes 4 GB at most. Choose a models folder on another disk.",
        ),
    ),
    "download_unwritable": Problem(
        QT_TRANSLATE_NOOP("Problems", "The file cannot be written"),
        QT_TRANSLATE_NOOP(
            "Problems",
            "The system does not let the program write {path}. Check the folder's permissions, or"
            " choose another models folder.",
        ),
    ),
    "downloads_not_saved": Problem(
        QT_TRANSLATE_NOOP("Problems", "The list of downloads was not saved"),
        QT_TRANSLATE_NOOP(
            "Problems",
            "{path} could not be written. Check the folder's permissions and the space on the "
            "disk; otherwise the downloads are not in the list at the next start.",
        ),
    ),
    "download_elsewhere": Problem(
        QT_TRANSLATE_NOOP("Problems", "It is being downloaded already"),
        QT_TRANSLATE_NOOP(
            "Problems",
            "Another window or terminal fetches {name} at this moment. Let it finish, or pause it "
            "there first.",
        ),
    ),
}
