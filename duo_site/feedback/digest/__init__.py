"""The weekly e-mail about the feedback, for editors who ask for it."""
