"""The blueprint that the views of this room share."""

from flask import Blueprint
from prometheus_client import Counter

from duo_site.feedback.invitation import offer_asking

blueprint = Blueprint("feedback", __name__)
blueprint.record(offer_asking)

TRAPPED = Counter("duo_survey_trapped_total", "Survey answers of programs that filled in the hidden field.")
