"""Documents and plain text as pages of lines, whatever program saved them. Nobody is a voice yet."""
