"""Work that takes longer than a request: a table of jobs, and the worker that does them. Knows no Flask.

A job is put in the table in the transaction of the act that asks for it. A worker holds it for a while, longer with
each report of progress; of one that was killed, the job is taken up again. What a job makes is entered in one
transaction with its end, by the worker that still holds it: so it is entered once (docs/decisions/0016-jobs.md).
"""

from duo_site.jobs.queue import Job, JobRow, JobState, empty_payload, enqueue, find_job
from duo_site.jobs.rule import FOUR_ATTEMPTS, HELD_FOR, JobRule
from duo_site.jobs.worker import Enter, Handler, Hopeless, JobLost, Report, Worker

__all__ = [
    "FOUR_ATTEMPTS",
    "HELD_FOR",
    "Enter",
    "Handler",
    "Hopeless",
    "Job",
    "JobLost",
    "JobRow",
    "JobRule",
    "JobState",
    "Report",
    "Worker",
    "empty_payload",
    "enqueue",
    "find_job",
]
