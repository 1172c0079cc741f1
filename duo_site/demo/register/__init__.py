"""The diplomas of the demonstration: invented, always the same, and delivered as any onderwijsinstelling would."""

from duo_site.demo.register.delivery import deliver_demo_register, demo_delivery_lines

__all__ = ["deliver_demo_register", "demo_delivery_lines"]
