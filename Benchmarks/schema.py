"""The 58 columns of a GDELT daily file: names as the questions use them, and a sort of value for each."""

ACTOR = ["", "_name", "_country", "_group", "_ethnic", "_religion1", "_religion2", "_role1", "_role2", "_role3"]
PLACE = ["_type", "_place", "_fips", "_province", "_latitude", "_longitude", "_feature"]

NAMES = (
    ["id", "date", "month", "year", "fraction"]
    + ["actor" + part for part in ACTOR] + ["target" + part for part in ACTOR]
    + ["is_root", "code", "base", "root", "quad", "goldstein", "mentions", "sources", "articles", "tone"]
    + ["actor_geo" + part for part in PLACE] + ["target_geo" + part for part in PLACE] + ["geo" + part for part in PLACE]
    + ["added", "url"])


def sort(name):
    """day, whole, small (below 128), real, code (few different ones) or text."""
    if name in ("date", "added"):
        return "day"
    if name in ("id", "month", "year", "mentions", "sources", "articles"):
        return "whole"
    if name in ("is_root", "quad") or name.endswith("_type"):
        return "small"
    if name in ("fraction", "goldstein", "tone") or name.endswith(("_latitude", "_longitude")):
        return "real"
    if name == "url" or name.endswith(("_place", "_feature")):
        return "text"
    return "code"


COLUMNS = [(name, sort(name)) for name in NAMES]
assert len(COLUMNS) == 58
