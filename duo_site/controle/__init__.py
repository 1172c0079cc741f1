"""Is this uittreksel genuine? For employers and schools, without login, at /controle and as `duo controle`.

A file is judged by its seal first and then laid beside the register. Nothing of it is kept. Many files at once, ZIPs of
them and photos of QR codes come in by the same form; programs use POST /api/v1/controles.
"""
