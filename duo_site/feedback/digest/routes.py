"""Switching the weekly e-mail on and off."""

from flask import Blueprint, Response, flash, get_flashed_messages, redirect, url_for
from flask.typing import ResponseReturnValue
from wtforms import StringField
from wtforms.validators import DataRequired, Length, Regexp

from duo_site.feedback.digest.service import find_address, subscribe, unsubscribe
from duo_site.feedback.reading.rendering import render_feedback
from duo_site.identity import Permission
from duo_site.web.access import current_identity, permit
from duo_site.web.acts import write_down
from duo_site.web.clock import now
from duo_site.web.database import reading, writing
from duo_site.web.forms import SiteForm
from duo_site.web.i18n import gettext as _
from duo_site.web.i18n import lazy_gettext as _l
from duo_site.web.site import secrecy

blueprint = Blueprint("redactie_feedback_weekbericht", __name__)

_PATH = "/redactie/feedback/weekbericht"
_EMAIL = r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+"


class AddressForm(SiteForm):
    """Where the e-mail goes."""

    email = StringField(
        _l("E-mailadres"),
        [
            DataRequired(_l("Vul een e-mailadres in.")),
            Length(max=254),
            Regexp(f"^{_EMAIL}$", message=_l("Vul een e-mailadres in zoals naam@voorbeeld.nl.")),
        ],
        filters=[lambda text: text.strip() if text else text],
    )


@blueprint.get(_PATH)
@permit(Permission.LEES_FEEDBACK)
def show() -> Response:
    """Show whether the e-mail is on, and to which address it goes."""
    return _show(AddressForm(formdata=None))


@blueprint.post(_PATH)
@permit(Permission.LEES_FEEDBACK)
def switch_on() -> ResponseReturnValue:
    """Send the e-mail to the address that was given."""
    form = AddressForm()
    if not form.validate():
        return _show(form, 422)
    with writing() as session:
        subscribe(session, secrecy(), current_identity().subject, form.email.data, now())
        write_down(session, "weekbericht-aan", "weekbericht")
    flash(_("U krijgt het weekbericht elke maandag."))
    return redirect(url_for("redactie_feedback_weekbericht.show"), 303)


@blueprint.post(f"{_PATH}/uit")
@permit(Permission.LEES_FEEDBACK)
def switch_off() -> ResponseReturnValue:
    """Send no more e-mail and forget the address."""
    with writing() as session:
        unsubscribe(session, current_identity().subject)
        write_down(session, "weekbericht-uit", "weekbericht")
    flash(_("U krijgt het weekbericht niet meer. Uw e-mailadres is gewist."))
    return redirect(url_for("redactie_feedback_weekbericht.show"), 303)


def _show(form: AddressForm, status: int = 200) -> Response:
    with reading() as session:
        address = find_address(session, secrecy(), current_identity().subject)
    return render_feedback(
        "redactie/feedback/digest.html", status, form=form, to=address, messages=get_flashed_messages()
    )
