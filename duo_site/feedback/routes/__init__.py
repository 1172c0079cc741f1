"""The views of the survey, of the question at the foot of each page, and of the invitation."""

from duo_site.feedback.routes import foot, invitation, survey
from duo_site.feedback.routes.blueprint import blueprint

__all__ = ["blueprint", "foot", "invitation", "survey"]
