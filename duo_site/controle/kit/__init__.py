"""The kit: one HTML file that checks QR codes and credentials from a USB stick, without any network.

`make_kit` puts page, style, scripts, our public keys and the status list into one file; the scripts beside it are the
check itself. See docs/decisions/0012-kit.md.
"""

from duo_site.controle.kit.making import MOST_BYTES, KitContents, make_kit

__all__ = ["MOST_BYTES", "KitContents", "make_kit"]
