"""Rate limits by network, counted in the site's own database so that all workers share them.

An address is never stored: the key is a hash that changes every day.
"""

import math
import time
from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache
from http import HTTPStatus
from ipaddress import ip_network
from typing import Any, TypeVar, cast

from flask import Flask, Response, request
from flask_limiter import Limiter
from limits import parse
from limits.storage import Storage
from sqlalchemy import Engine, Executable, Float, String, Table, bindparam, case, delete, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Mapped, Session, mapped_column

from duo_site.database import Base, reading_session, writing_session
from duo_site.web.clock import now
from duo_site.web.logs import parse_network_address
from duo_site.web.site import current_site, secrecy

View = TypeVar("View", bound=Callable[..., Any])

_IPV6_NETWORK = 64


class RateCount(Base):
    """How often something was asked in a window of time."""

    __tablename__ = "rate_count"

    key: Mapped[str] = mapped_column(String(200), primary_key=True)
    count: Mapped[int] = mapped_column()
    ends_at: Mapped[float] = mapped_column(Float, index=True)


@cache
def _counting(dialect_name: str) -> Executable:
    """Write the statement that adds to a count, and begins it anew when its window is over; made once."""
    table = cast(Table, RateCount.__table__)
    fresh = (postgresql if dialect_name == "postgresql" else sqlite).insert(table)
    given, over = fresh.excluded, table.c.ends_at <= bindparam("moment", type_=Float)
    counted = fresh.on_conflict_do_update(
        index_elements=[table.c.key],
        set_={
            "count": case((over, given.count), else_=table.c.count + given.count),
            "ends_at": case((over, given.ends_at), else_=table.c.ends_at),
        },
    ).returning(table.c.count)
    return cast(Executable, counted)


class DatabaseStorage(Storage):
    """Counts for the package `limits` (its Storage interface) in a table."""

    STORAGE_SCHEME = ["duo"]  # noqa: RUF012  The base class declares it for instances.

    @property
    def _engine(self) -> Engine:
        """The limiter is one for all applications of a process; each counts in its own database."""
        return current_site().engine

    @property
    def base_exceptions(self) -> type[Exception]:
        """Name the exceptions that mean the storage is out."""
        return SQLAlchemyError

    def incr(self, key: str, expiry: float, amount: int = 1) -> int:
        """Add to a count, which begins anew when its window (`expiry` seconds) is over."""
        moment = time.time()
        values = {"key": key, "count": amount, "ends_at": moment + expiry, "moment": moment}
        with self._engine.begin() as connection:
            counted = connection.execute(_counting(self._engine.dialect.name), values)
            total: int = counted.scalar_one()
            return total

    def get(self, key: str) -> int:
        """Tell a count; 0 when its window is over."""
        with reading_session(self._engine) as session:
            found = select(RateCount.count).where(RateCount.key == key, RateCount.ends_at > time.time())
            return session.execute(found).scalar_one_or_none() or 0

    def get_expiry(self, key: str) -> float:
        """Tell when the window of a count ends, in seconds since 1970."""
        with reading_session(self._engine) as session:
            found = session.execute(select(RateCount.ends_at).where(RateCount.key == key)).scalar_one_or_none()
            return found or time.time()

    def check(self) -> bool:
        """Tell whether the database answers."""
        with reading_session(self._engine) as session:
            session.execute(select(1))
        return True

    def reset(self) -> int | None:
        """Forget all counts."""
        with writing_session(self._engine) as session:
            session.execute(delete(RateCount))
        return None

    def clear(self, key: str) -> None:
        """Forget one count."""
        with writing_session(self._engine) as session:
            session.execute(delete(RateCount).where(RateCount.key == key))


def network_of(address: str) -> str:
    """Shorten an address to what one subscriber has: an IPv4 address, or an IPv6 network of 64 bits."""
    parsed = parse_network_address(address)
    if parsed is None:
        return "unknown"
    return str(parsed if parsed.version == 4 else ip_network((parsed, _IPV6_NETWORK), strict=False))


def _key() -> str:
    day = now().astimezone(UTC).date().isoformat()
    return secrecy().lookup(f"network/{day}", network_of(request.remote_addr or ""))[:32]


_limiter = Limiter(_key, strategy="fixed-window", storage_uri="duo://")


def limited(rule: str) -> Callable[[View], View]:
    """Limit how often one network may call a view, for example "20 per minute"; more gets 429."""
    return cast(Callable[[View], View], _limiter.limit(rule))


def is_within(rule: str, what: str) -> bool:
    """Count one more of something for this network, where no view is limited; tells whether the rule allows it."""
    return _limiter.limiter.hit(parse(rule), what, _key())


def prepare_limits(app: Flask) -> None:
    """Give an application its limits."""
    app.after_request(_say_when_to_return)
    _limiter.init_app(app)


def forget_counts(session: Session, before: datetime) -> int:
    """Delete the counts whose window ended before a moment; tells how many."""
    over = delete(RateCount).where(RateCount.ends_at < before.timestamp())
    return len(session.execute(over.returning(RateCount.key)).all())


def _say_when_to_return(answer: Response) -> Response:
    """Tell in seconds when a refused caller may try again (RFC 9110 section 10.2.3)."""
    breached = _limiter.current_limit
    if answer.status_code == HTTPStatus.TOO_MANY_REQUESTS and breached is not None:
        answer.headers["Retry-After"] = str(max(1, math.ceil(breached.reset_at - time.time())))
    return answer
