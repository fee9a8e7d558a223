"""Pages of PDFs: their characters and places, put into the order in which people read them."""
