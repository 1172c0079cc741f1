"""What do visitors think of the site? An invitation on public pages and a survey of one minute, at /feedback.

Anonymous: no cookie, no address, no time of day, and what could identify somebody is taken out before storing.
"""
