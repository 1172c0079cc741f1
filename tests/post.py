"""Delivering the e-mail of a site in tests, by the worker that does so in production."""

from email import message_from_bytes, policy
from email.message import EmailMessage

from duo_site.commands.jobs import job_handlers
from duo_site.jobs import Worker
from duo_site.outbox import JOB_KIND
from duo_site.web.clock import now
from duo_site.web.site import Site


def deliver(site: Site) -> list[EmailMessage]:
    """Send what waits in the outbox now, and give what so arrived in the folder of the demonstration, oldest first."""
    folder = site.settings.mail_folder
    before = set(folder.glob("*.eml"))
    worker = Worker(site.engine, {JOB_KIND: job_handlers(site)[JOB_KIND]}, now)
    while worker.run_one():
        pass
    arrived = sorted(set(folder.glob("*.eml")) - before)
    return [message_from_bytes(file.read_bytes(), policy=policy.default) for file in arrived]


def find_link(message: EmailMessage, base_url: str) -> str:
    """Give the path of the first link to this site that stands on a line of its own."""
    lines = (line.strip() for line in str(message.get_content()).splitlines())
    return next(line for line in lines if line.startswith(f"{base_url}/")).removeprefix(base_url)
