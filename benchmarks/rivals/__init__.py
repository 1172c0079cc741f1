"""The same document made by other programs: Typst, ReportLab and Chromium, which only `make bench` installs.

Each gets the same texts, the same font files, the same QR code and the same attachment, starts warm, and is held to
the same fields in the text of its file. Nobody seals: that makes the comparison hard on our own way, which does.
"""
