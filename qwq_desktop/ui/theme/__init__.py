"""The look: colours, type and spacing as values, and the style sheet, icons and fonts."""
