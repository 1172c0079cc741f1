"""What visitors wrote, for editors: searching, labels, spam, the queue, and groups of what is alike."""
