"""Byte cache before Flask: public pages that are the same for everybody, kept with all their encodings.

The rules, and the order of the middleware, stand in docs/decisions/0003-byte-cache.md.
"""

from duo_site.web.page_cache.kept import is_kept, kept
from duo_site.web.page_cache.middleware import CacheFigures, PageCache

__all__ = ["CacheFigures", "PageCache", "is_kept", "kept"]
