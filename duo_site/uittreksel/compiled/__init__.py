"""Makes an uittreksel in milliseconds: WeasyPrint lays a shape of document out once, and per document only text is set.

`shapes` says which documents have one shape and what varies in it. `compiler` cuts a finished file of WeasyPrint at the
varying texts and checks that it can put it together again, byte for byte. `template` sets texts and writes the file.
`typeface` and `fonts` shape text with HarfBuzz against a fixed part of the shipped fonts. `renderer` is the port.
What does not fit goes through WeasyPrint as before, and is counted. Decision 9 tells why and what holds it in place.
"""
