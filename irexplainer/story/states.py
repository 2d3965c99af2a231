"""States of a plate as numbers 0..1, written into the profile of a view: ``spine_side crush=1 lift=0.4``."""

from collections.abc import Mapping

from irexplainer.story.frame import Frame


def states_of(profile: str) -> Mapping[str, float]:
    """State -> share, clamped to 0..1. A word without a number is 1; what is no number is ignored."""
    found: dict[str, float] = {}
    for word in profile.split()[1:]:
        name, _, number = word.partition("=")
        try:
            found[name] = min(max(float(number) if number else 1.0, 0.0), 1.0)
        except ValueError:
            continue
    return found


def profile_name(profile: str) -> str:
    """The profile without its states."""
    return profile.split()[0] if profile.strip() else ""


def states_now(frame: Frame) -> Mapping[str, float]:
    """Numbers of the profile, overridden by those of the effect ``inside``."""
    effect = frame.effect("inside")
    return {**states_of(frame.view.profile), **(effect.params if effect is not None else {})}
