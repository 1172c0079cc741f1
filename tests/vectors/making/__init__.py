"""Makes the vectors, one module for each kind of file."""
