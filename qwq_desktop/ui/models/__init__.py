"""The model manager: what fits this computer, what is here, what there is elsewhere."""
