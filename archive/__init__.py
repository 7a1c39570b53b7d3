"""What happens to a testimony, from the file that arrives to the event that records who read it."""
