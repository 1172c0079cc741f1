"""How onderwijsinstellingen fill the register: files are read line by line, checked, and written in batches.

A good line is never lost and a bad one is named; repeating a delivery changes nothing.
"""
