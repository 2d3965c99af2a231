"""Physics as closed forms: equation, units, constants and source stand in each docstring."""
