"""What model hubs have: repositories, their files with sizes and hashes, and a search."""
