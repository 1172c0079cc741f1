"""What invented visitors of the demonstration said about the site, and what was done with it."""

from duo_site.demo.feedback.giving import give_demo_feedback

__all__ = ["give_demo_feedback"]
