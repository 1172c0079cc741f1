"""How often somebody looked students up on a day; what he saw stands in the logboek of each student."""

from datetime import date

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from duo_site.database import Base


class OpzoekdagRow(Base):
    """A medewerker on a day: how often he asked, and whether his beheerders were warned."""

    __tablename__ = "opzoekdag"

    subject: Mapped[str] = mapped_column(String(200), primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column()
