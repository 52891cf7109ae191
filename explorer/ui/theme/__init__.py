"""The look: colours, fonts, icons, colour maps and the one style sheet."""
