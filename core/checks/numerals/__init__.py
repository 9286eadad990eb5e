"""How figures and dates are written (GB/T 15835-2011)."""
