"""The bundled collection: sources written by hand, and the code that makes real files and gold of them."""
