"""What reading a file costs, in words a second and memory, beside the format's own library, and attacks."""
