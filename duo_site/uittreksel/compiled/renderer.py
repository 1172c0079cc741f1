"""The renderer that sets most documents in a compiled template, and leaves the others to WeasyPrint."""

from collections import Counter, OrderedDict

from duo_site.uittreksel.compiled.compiler import Compiler
from duo_site.uittreksel.compiled.fonts import cut_font, list_repertoires
from duo_site.uittreksel.compiled.misfit import DoesNotFit
from duo_site.uittreksel.compiled.shapes import Shape, list_texts, shape_of
from duo_site.uittreksel.compiled.template import Repertoire, Template
from duo_site.uittreksel.compiled.typeface import Typeface
from duo_site.uittreksel.domain import UittrekselInhoud
from duo_site.uittreksel.engine import PRINT_FONTS
from duo_site.uittreksel.pdf import Renderer, WeasyPrintRenderer, make_supplement

COMPILED = "compiled"
_WEIGHTS_OF_VARYING_TEXTS = (400, 600)
_MOST_SHAPES = 256


class CompiledRenderer:
    """Renders with templates that are compiled as their shapes come by; make one for each process and keep it."""

    def __init__(self, full: WeasyPrintRenderer, *, most_shapes: int = _MOST_SHAPES) -> None:
        """Cut the fonts; shapes are compiled at their first document, which costs what the full way costs.

        A shape takes about 150 KB, so the number that is kept is bounded.
        """
        typefaces = {weight: Typeface(PRINT_FONTS[weight]) for weight in _WEIGHTS_OF_VARYING_TEXTS}
        repertoires = [
            Repertoire(characters, {weight: cut_font(typeface, characters) for weight, typeface in typefaces.items()})
            for characters in list_repertoires(list(typefaces.values()))
        ]
        self._full, self._most_shapes = full, most_shapes
        self._compiler = Compiler(full, typefaces, repertoires)
        self._templates: OrderedDict[Shape, Template | DoesNotFit] = OrderedDict()
        self.counts: Counter[str] = Counter()

    def render(self, inhoud: UittrekselInhoud, *, attachment: bytes, qr: str) -> bytes:
        """Render as WeasyPrint would, in a compiled template where it fits; raise RenderingFailed when it cannot.

        `counts` tells how many went through a template, and how many did not for which reason.
        """
        try:
            template = self._get_template(shape_of(inhoud))
            pdf = template.fill(list_texts(inhoud), make_supplement(inhoud, attachment, qr))
        except DoesNotFit as misfit:
            self.counts[misfit.reason] += 1
            return self._full.render(inhoud, attachment=attachment, qr=qr)
        self.counts[COMPILED] += 1
        return pdf

    def _get_template(self, shape: Shape) -> Template:
        """Get the template of a shape, compiled now or kept; the shape that was not used for longest goes."""
        if shape not in self._templates:
            try:
                self._templates[shape] = self._compiler.compile(shape)
            except DoesNotFit as misfit:
                self._templates[shape] = misfit
            while len(self._templates) > self._most_shapes:
                self._templates.popitem(last=False)
        self._templates.move_to_end(shape)
        template = self._templates[shape]
        if isinstance(template, DoesNotFit):
            raise template
        return template


def make_renderer(*, compiled: bool = True) -> Renderer:
    """Make the renderer of a process, with or without compiled templates; raise RenderingFailed when it cannot."""
    full = WeasyPrintRenderer()
    return CompiledRenderer(full) if compiled else full
