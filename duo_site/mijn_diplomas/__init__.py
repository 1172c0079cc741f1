"""The diploma register and what a diplomahouder sees of his own: /mijn-diplomas/…, behind the login with DigiD.

Also how the register is filled: `duo register lever-in` (the folder `delivery`).
"""
