"""The models on this computer: the list, what is brought, other programs' models, the folders."""
