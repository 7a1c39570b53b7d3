"""Documents and plain text as pages of lines, whatever program saved them."""
