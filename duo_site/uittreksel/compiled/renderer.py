"""The renderer that sets most documents in a compiled template, and leaves the others to WeasyPrint."""

import pickle
import zlib
from collections import Counter, OrderedDict
from collections.abc import Callable
from contextlib import suppress
from threading import Lock
from typing import ParamSpec, TypeVar, cast

from duo_site.uittreksel.apart import CopyDied, run_apart
from duo_site.uittreksel.compiled.compiler import Compiler, CutShape
from duo_site.uittreksel.compiled.fonts import cut_font, list_repertoires
from duo_site.uittreksel.compiled.misfit import DoesNotFit
from duo_site.uittreksel.compiled.shapes import Shape, list_texts, shape_of
from duo_site.uittreksel.compiled.template import Repertoire, Template
from duo_site.uittreksel.compiled.typeface import Typeface
from duo_site.uittreksel.domain import UittrekselInhoud
from duo_site.uittreksel.engine import PRINT_FONTS
from duo_site.uittreksel.pdf import Rendered, Renderer, RenderingFailed, WeasyPrintRenderer, make_supplement

_P = ParamSpec("_P")
_T = TypeVar("_T")

COMPILED = "compiled"
_WEIGHTS_OF_VARYING_TEXTS = (400, 600)
_MOST_SHAPES = 64
_MOST_PACKED = 512


class CompiledRenderer:
    """Renders with templates that are compiled as their shapes come by; make one for each process and keep it."""

    def __init__(self, full: WeasyPrintRenderer, *, most_shapes: int = _MOST_SHAPES) -> None:
        """Cut the fonts; shapes are compiled at their first document, which costs what the full way costs.

        A shape takes 160 kB of memory on average, so few are kept ready; many more are kept packed.
        """
        typefaces = {weight: Typeface(PRINT_FONTS[weight]) for weight in _WEIGHTS_OF_VARYING_TEXTS}
        repertoires = [
            Repertoire(characters, {weight: cut_font(typeface, characters) for weight, typeface in typefaces.items()})
            for characters in list_repertoires(list(typefaces.values()))
        ]
        self._full, self._most_shapes = full, most_shapes
        self._compiler = Compiler(full, typefaces, repertoires)
        self._templates: OrderedDict[Shape, Template | DoesNotFit] = OrderedDict()
        self._packed: OrderedDict[Shape, bytes] = OrderedDict()
        self._one_at_a_time = Lock()
        self._is_warm = False
        self.counts: Counter[str] = Counter()

    def render(self, inhoud: UittrekselInhoud, *, attachment: bytes, qr: str) -> bytes:
        """Render as WeasyPrint would, in a compiled template where it fits; raise RenderingFailed when it cannot."""
        return self.make(inhoud, attachment=attachment, qr=qr).pdf

    def make(self, inhoud: UittrekselInhoud, *, attachment: bytes, qr: str) -> Rendered:
        """Render and tell the way: compiled, or the reason why WeasyPrint laid it out; `counts` counts them."""
        with self._one_at_a_time:
            try:
                way, pdf = COMPILED, self._fill(inhoud, attachment, qr)
            except DoesNotFit as misfit:
                way = misfit.reason.value
                pdf = self._apart(self._full.render, inhoud, attachment=attachment, qr=qr)
        self.counts[way] += 1
        return Rendered(pdf, way)

    def prepare(self, shape: Shape) -> None:
        """Compile a shape before its first document comes; a document that comes meanwhile waits for this one shape."""
        with self._one_at_a_time, suppress(DoesNotFit, RenderingFailed):
            self._get_template(shape)

    def _fill(self, inhoud: UittrekselInhoud, attachment: bytes, qr: str) -> bytes:
        template = self._get_template(shape_of(inhoud))
        return template.fill(list_texts(inhoud), make_supplement(inhoud, attachment, qr))

    def _get_template(self, shape: Shape) -> Template:
        """Get the template of a shape, compiled now or kept; the shape that was not used for longest goes."""
        if shape not in self._templates:
            try:
                self._templates[shape] = self._compiler.make_template(shape, self._get_cut(shape))
            except DoesNotFit as misfit:
                self._templates[shape] = misfit
            while len(self._templates) > self._most_shapes:
                self._templates.popitem(last=False)
        self._templates.move_to_end(shape)
        template = self._templates[shape]
        if isinstance(template, DoesNotFit):
            raise template
        return template

    def _get_cut(self, shape: Shape) -> CutShape:
        """Unpack a shape, which costs a hundredth of cutting it anew."""
        if shape in self._packed:
            self._packed.move_to_end(shape)
            return cast(CutShape, pickle.loads(zlib.decompress(self._packed[shape])))  # noqa: S301 - packed below
        cut = self._apart(self._compiler.cut, shape)
        self._packed[shape] = zlib.compress(pickle.dumps(cut))
        while len(self._packed) > _MOST_PACKED:
            self._packed.popitem(last=False)
        return cut

    def _apart(self, work: Callable[_P, _T], *args: _P.args, **kwargs: _P.kwargs) -> _T:
        """Lay out in a copy of this process: each layout here would leave holes in its memory, which grew for ever.

        The first one is done here, so that the copies find loaded what WeasyPrint keeps.
        """
        if not self._is_warm:
            self._is_warm = True
            return work(*args, **kwargs)
        try:
            return run_apart(work, *args, **kwargs)
        except CopyDied as error:
            raise RenderingFailed("The process that lays out stopped.") from error


def make_renderer(*, compiled: bool = True) -> Renderer:
    """Make the renderer of a process, with or without compiled templates; raise RenderingFailed when it cannot."""
    full = WeasyPrintRenderer()
    return CompiledRenderer(full) if compiled else full
