"""A page of a document as the user sees it: drawn or as text, with the cited words marked.

`loader` fetches a page on a worker, `paper` (by `drawn_page` and `sheet`) and `text_page` show it,
`header` and `remark` say what it is and what is wrong with it. `ui.documents.source_pane` puts them
together.
"""
