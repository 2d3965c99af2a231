"""States of a plate, for its painters: what ``story.states`` reads from the profile of a view."""

from irexplainer.story.states import profile_name, states_now, states_of

__all__ = ["profile_name", "states_now", "states_of"]
