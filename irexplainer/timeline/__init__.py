"""Values over time: easing, tracks. Pure functions of seconds."""
