"""Is this uittreksel genuine? For employers and schools, without login, at /controle and as `duo controle`.

A file is judged by its seal first and then laid beside the register. Nothing of it is kept.
"""
