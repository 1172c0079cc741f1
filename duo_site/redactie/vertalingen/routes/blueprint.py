"""The blueprint of the editors of texts."""

from flask import Blueprint

blueprint = Blueprint("redactie_vertalingen", __name__, url_prefix="/redactie/vertalingen")
