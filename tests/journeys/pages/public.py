"""The pages of the public: news, the diplomahulp and the way to a login."""

from tests.journeys.pages.visitor import Screen


class Home(Screen):
    """The first page."""

    address = "/?"

    def to_press(self) -> "PressArchive":
        """Take the link to the press archive."""
        return self.follow("/organisatie/persberichten/", PressArchive)

    def to_organisations(self) -> "Zakelijk":
        """Take the link for medewerkers of an onderwijsinstelling."""
        return self.follow("/zakelijk", Zakelijk)

    def to_login_choice(self) -> "LoginChoice":
        """Take the link to the two questions about logging in."""
        return self.follow("/inloggen", LoginChoice)


class PressArchive(Screen):
    """All press releases."""

    address = "/organisatie/persberichten/"

    def in_year(self, year: int) -> "PressArchive":
        """Show one year only."""
        return self.follow(f"/organisatie/persberichten/?jaar={year}", PressArchive)

    def read(self, slug: str) -> "PressRelease":
        """Open a release."""
        return self.follow(f"/organisatie/persberichten/{slug}", PressRelease)


class PressRelease(Screen):
    """One press release."""

    address = "/organisatie/persberichten/[a-z0-9-]+"

    def to_diplomahulp(self) -> "Diplomahulp":
        """Take the link that stands in the text itself."""
        target = self.visitor.path("/diplomahulp")
        return self.go(self.page.locator(f'[itemprop=articleBody] a[href="{target}"]'), Diplomahulp)


class Diplomahulp(Screen):
    """A question of the diplomahulp, or its answer."""

    address = "/diplomahulp"

    @property
    def outcome(self) -> str | None:
        """The word for the answer; None while a question is open."""
        answer = self.page.locator("[data-uitkomst]")
        return answer.get_attribute("data-uitkomst") if answer.count() else None

    @property
    def asks(self) -> str:
        """The part of the question that the form asks for."""
        return self.page.locator("form.question input[name=stap]").get_attribute("value") or ""

    @property
    def given(self) -> list[str]:
        """The answers so far, as the page repeats them."""
        return [text.strip() for text in self.page.locator(".given dd:not(.given__change)").all_inner_texts()]

    def choose(self, value: str) -> "Diplomahulp":
        """Choose one of the answers and go on."""
        self.page.locator(f"form.question input[type=radio][value={value}]").check()
        return self.send(Diplomahulp)

    def fill_year(self, year: str) -> "Diplomahulp":
        """Fill in the year and go on."""
        self.page.locator("form.question input[name=jaar]").fill(year)
        return self.send(Diplomahulp)

    def change(self, part: str) -> "Diplomahulp":
        """Change an answer that was given before."""
        return self.go(self.page.locator(f'.given__change a[href*="wijzig={part}"]'), Diplomahulp)

    @property
    def next_step(self) -> str:
        """The address of the one step that is advised."""
        return self.page.locator(".next-step a").get_attribute("href") or ""

    def take_next_step(self) -> Screen:
        """Take the step that is advised."""
        return self.go(self.page.locator(".next-step a"), Screen)


class Zakelijk(Screen):
    """What there is for onderwijsinstellingen and employers."""

    address = "/zakelijk"

    def to_sector(self, sector: str) -> "SectorPage":
        """Take the link to the entry page of a sector."""
        return self.follow(f"/zakelijk/{sector}/inloggen", SectorPage)


class SectorPage(Screen):
    """The entry page of a sector."""

    address = "/zakelijk/[a-z-]+/inloggen"

    @property
    def sector(self) -> str:
        """The sector, as the address names it."""
        return self.page.url.split("/")[-2]


class LoginChoice(Screen):
    """Which login do I need? Two questions."""

    address = "/inloggen"

    def who(self, word: str) -> "LoginChoice":
        """Answer who wants to log in."""
        self.page.locator(f"input[name=wie][value={word}]").check()
        return self.send(LoginChoice)

    def sector(self, word: str) -> "LoginChoice":
        """Answer in which sector."""
        self.page.locator(f"input[name=sector][value={word}]").check()
        return self.send(LoginChoice)

    def go_on(self) -> SectorPage:
        """Take the step that is advised."""
        return self.go(self.page.locator(".next-step a"), SectorPage)
