"""What WeasyPrint leaves out of a file that is to be PDF/A-3a (ISO 19005-3) and PDF/UA-1 (ISO 14289-1) at once.

WeasyPrint knows one norm at a time. It writes PDF/A-3a with tags; in its finisher hook the rest is put
right (decision 9).
"""
