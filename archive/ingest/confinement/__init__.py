"""Files from outside are read in a child process, with counted memory, time and bytes."""
