"""Zaken: what an onderwijsinstelling asks or hands in, at `/mijn-duo/zaken`; answered at `/redactie/zaken`."""
