"""What can go wrong with the user's documents, and what to know of those that were read."""

from qwq_desktop.platform.problems.problem import QT_TRANSLATE_NOOP, Problem

_FILES = {
    "document_missing": Problem(
        QT_TRANSLATE_NOOP("Problems", "“{name}” is not there any more"),
        QT_TRANSLATE_NOOP(
            "Problems", "It was moved, renamed or deleted. Add it again from its new place."
        ),
    ),
    "document_no_access": Problem(
        QT_TRANSLATE_NOOP("Problems", "“{name}” cannot be opened"),
        QT_TRANSLATE_NOOP(
            "Problems",
            "The system does not let the program read it. Check its permissions, or close the "
            "program that has it open.",
        ),
    ),
    "document_not_file": Problem(
        QT_TRANSLATE_NOOP("Problems", "“{name}” is not a file"),
        QT_TRANSLATE_NOOP("Problems", "It is a folder or a device. Choose a document."),
    ),
    "document_too_large": Problem(
        QT_TRANSLATE_NOOP("Problems", "“{name}” is too large"),
        QT_TRANSLATE_NOOP(
            "Problems",
            "A document of this kind may have {limit_bytes}. Split it and add the parts.",
        ),
    ),
    "document_nothing": Problem(
        QT_TRANSLATE_NOOP("Problems", "“{name}” is empty"),
        QT_TRANSLATE_NOOP(
            "Problems", "The file has no content at all. If it was downloaded, fetch it again."
        ),
    ),
    "document_unknown": Problem(
        QT_TRANSLATE_NOOP("Problems", "“{name}” is not a document that can be read"),
        QT_TRANSLATE_NOOP(
            "Problems",
            "PDF, Word, PowerPoint, Excel, OpenDocument, e-books, web pages, e-mail, text and code "
            "can be read. Save it as one of these.",
        ),
    ),
    "document_old_office": Problem(
        QT_TRANSLATE_NOOP("Problems", "“{name}” has an old Office format"),
        QT_TRANSLATE_NOOP(
            "Problems",
            "Open it in Word, Excel, PowerPoint or LibreOffice, save it as DOCX, XLSX, PPTX or PDF,"
            " and add that file.",
        ),
    ),
    "document_protected": Problem(
        QT_TRANSLATE_NOOP("Problems", "“{name}” is encrypted"),
        QT_TRANSLATE_NOOP(
            "Problems",
            "This kind of protection cannot be opened here. Save a copy without a password and add "
            "that one.",
        ),
    ),
    "document_password": Problem(
        QT_TRANSLATE_NOOP("Problems", "“{name}” wants a password"),
        QT_TRANSLATE_NOOP("Problems", "Give the password that opens it. It is not kept."),
    ),
    "document_password_wrong": Problem(
        QT_TRANSLATE_NOOP("Problems", "This password does not open “{name}”"),
        QT_TRANSLATE_NOOP("Problems", "Check capital letters and the keyboard's language."),
    ),
    "document_damaged": Problem(
        QT_TRANSLATE_NOOP("Problems", "“{name}” is damaged"),
        QT_TRANSLATE_NOOP(
            "Problems",
            "Its content cannot be made out. Open it in its own program and save it anew, or fetch "
            "it again.",
        ),
    ),
    "document_bomb": Problem(
        QT_TRANSLATE_NOOP("Problems", "“{name}” unpacks to far too much"),
        QT_TRANSLATE_NOOP(
            "Problems",
            "It is small but made to fill the memory, so it was not opened. Be careful with where "
            "it came from.",
        ),
    ),
}

_TEXT = {
    "document_empty": Problem(
        QT_TRANSLATE_NOOP("Problems", "There is no text in “{name}”"),
        QT_TRANSLATE_NOOP(
            "Problems", "Its pages hold nothing that can be read. Check it in its own program."
        ),
    ),
    "document_scanned": Problem(
        QT_TRANSLATE_NOOP("Problems", "“{name}” holds pictures of text"),
        QT_TRANSLATE_NOOP(
            "Problems",
            "It is a scan, and no text recognition was found. Install Tesseract (free), with the "
            "languages that you need, then try again.",
        ),
    ),
    "document_scanned_unread": Problem(
        QT_TRANSLATE_NOOP("Problems", "No text was recognised in “{name}”"),
        QT_TRANSLATE_NOOP(
            "Problems",
            "It holds pictures only. If they show text, scan it again more sharply, or install "
            "Tesseract's files for its language.",
        ),
    ),
    "document_garbled": Problem(
        QT_TRANSLATE_NOOP("Problems", "The text of “{name}” is unreadable"),
        QT_TRANSLATE_NOOP(
            "Problems",
            "{percent} % of its characters stand for nothing, as some PDF programs write them. "
            "Export it again with embedded Unicode fonts, or install Tesseract to have its pages "
            "recognised.",
        ),
    ),
    "document_no_pages": Problem(
        QT_TRANSLATE_NOOP("Problems", "“{name}” has no pages to show"),
        QT_TRANSLATE_NOOP("Problems", "Only PDFs are shown as they look; read its text instead."),
    ),
    "document_page_missing": Problem(
        QT_TRANSLATE_NOOP("Problems", "“{name}” has no page {page}"),
        QT_TRANSLATE_NOOP("Problems", "The file has changed since it was read. Read it again."),
    ),
}

_PROCESS = {
    "document_memory": Problem(
        QT_TRANSLATE_NOOP("Problems", "“{name}” takes too much memory"),
        QT_TRANSLATE_NOOP(
            "Problems",
            "Reading it was ended before it could slow the computer down. Split it and add the "
            "parts.",
        ),
    ),
    "document_time": Problem(
        QT_TRANSLATE_NOOP("Problems", "“{name}” takes too long"),
        QT_TRANSLATE_NOOP(
            "Problems",
            "Reading it was ended. Split it and add the parts, or save it anew in its own program.",
        ),
    ),
    "document_crashed": Problem(
        QT_TRANSLATE_NOOP("Problems", "“{name}” could not be read"),
        QT_TRANSLATE_NOOP(
            "Problems",
            "The part of the program that reads files stopped at it; all else is safe. Save the "
            "document anew in its own program and try again.",
        ),
    ),
    "document_bad_answer": Problem(
        QT_TRANSLATE_NOOP("Problems", "“{name}” was refused"),
        QT_TRANSLATE_NOOP(
            "Problems",
            "What came of reading it does not add up, as with files made to do harm. Be careful "
            "with where it came from.",
        ),
    ),
    "document_parser_missing": Problem(
        QT_TRANSLATE_NOOP("Problems", "Documents cannot be read right now"),
        QT_TRANSLATE_NOOP(
            "Problems",
            "The part of the program that reads files did not start. Start the program again; if "
            "that does not help, install it again.",
        ),
    ),
}

_REMARKS = {
    "document_cut": Problem(
        QT_TRANSLATE_NOOP("Problems", "“{name}” was read in part"),
        QT_TRANSLATE_NOOP(
            "Problems",
            "It is longer than {limit} characters; the rest was left out. Split it to have all.",
        ),
    ),
    "document_other_kind": Problem(
        QT_TRANSLATE_NOOP("Problems", "“{name}” is not what its name says"),
        QT_TRANSLATE_NOOP(
            "Problems", "Its name ends in “{suffix}”, but it holds “{kind}” and was read as that."
        ),
    ),
    "document_partly_garbled": Problem(
        QT_TRANSLATE_NOOP("Problems", "Some of “{name}” is unreadable"),
        QT_TRANSLATE_NOOP(
            "Problems",
            "{percent} % of its characters stand for nothing. Words among them will not be found.",
        ),
    ),
    "document_scrambled": Problem(
        QT_TRANSLATE_NOOP("Problems", "The text of “{name}” may be scrambled"),
        QT_TRANSLATE_NOOP(
            "Problems",
            "Its letters make no words. Look at its text; if it is nonsense, export the document "
            "again with embedded Unicode fonts.",
        ),
    ),
    "document_recognised": Problem(
        QT_TRANSLATE_NOOP("Problems", "Pages of “{name}” were recognised from pictures"),
        QT_TRANSLATE_NOOP(
            "Problems", "Pages: {pages}. Recognised text may have mistakes: check what matters."
        ),
    ),
    "document_pages_scanned": Problem(
        QT_TRANSLATE_NOOP("Problems", "Some pages of “{name}” are pictures"),
        QT_TRANSLATE_NOOP(
            "Problems",
            "Pages: {pages}. Their text is not known. Install Tesseract (free) to have them "
            "recognised, then read the document again.",
        ),
    ),
    "document_pages_unrecognised": Problem(
        QT_TRANSLATE_NOOP("Problems", "Some pages of “{name}” are pictures without known text"),
        QT_TRANSLATE_NOOP(
            "Problems", "Pages: {pages}. Nothing was recognised on them, so they are not found."
        ),
    ),
    "document_pages_failed": Problem(
        QT_TRANSLATE_NOOP("Problems", "Some pages of “{name}” are damaged"),
        QT_TRANSLATE_NOOP("Problems", "Pages: {pages}. They were left out."),
    ),
    "document_pages_empty": Problem(
        QT_TRANSLATE_NOOP("Problems", "Many pages of “{name}” have no text"),
        QT_TRANSLATE_NOOP("Problems", "Pages: {pages}. Check that nothing is missing."),
    ),
    "document_thin": Problem(
        QT_TRANSLATE_NOOP("Problems", "“{name}” has very little text"),
        QT_TRANSLATE_NOOP(
            "Problems",
            "There are only a few words on each of its {pages} pages. If you see more on them, they"
            " are pictures.",
        ),
    ),
}

_ASKING = {
    "documents_unreadable": Problem(
        QT_TRANSLATE_NOOP("Problems", "No document that is switched on here can be read"),
        QT_TRANSLATE_NOOP(
            "Problems",
            "Open Documents to see why. Or switch them off for this chat and ask again.",
        ),
    ),
    "documents_not_searched": Problem(
        QT_TRANSLATE_NOOP("Problems", "Your documents could not be searched"),
        QT_TRANSLATE_NOOP(
            "Problems",
            "Your question is kept: try again. If it happens once more, restart the program.",
        ),
    ),
}

DOCUMENT = {**_FILES, **_ASKING, **_TEXT, **_PROCESS, **_REMARKS}
