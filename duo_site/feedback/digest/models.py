"""Who gets the weekly e-mail: the address is encrypted, and bound to the person by the place it stands in."""

from datetime import datetime

from sqlalchemy import LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from duo_site.database import Base


class DigestReaderRow(Base):
    """An editor who asked for the weekly e-mail."""

    __tablename__ = "feedback_digest_reader"

    subject: Mapped[str] = mapped_column(String(255), primary_key=True)
    address: Mapped[bytes] = mapped_column(LargeBinary)
    since: Mapped[datetime] = mapped_column(index=True)
