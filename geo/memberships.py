"""Who stands behind the name of a small body: "the Troika" is Norway, Britain and the United States.

What the text itself says ("the Quad, comprising Saudi Arabia and ...") comes before the table, which holds only
bodies whose members all meet when the body does (``geo/data/memberships.csv``).
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from geo.actor_tables import parse_date, read_table
from geo.actors import find_actor
from geo.event import Part
from geo.model import Actor, ActorType

if TYPE_CHECKING:
    import datetime as dt

    from geo.memory import Memory
    from geo.scene import Scene

SURE = 0.75
MEMBER = "a member of"


@cache
def members_of(body: str, day: dt.date | None) -> tuple[Actor, ...]:
    """Give the members of a small body on a day (all it ever had where the day is unknown)."""
    found = []
    for row in read_table("memberships"):
        since, until = parse_date(row["since"]), parse_date(row["until"])
        gone = day is not None and ((since is not None and day < since) or (until is not None and day > until))
        actor = find_actor(row["member"]) if row["body"] == body and not gone else None
        if actor is not None:
            found.append(actor)
    return tuple(found)


def learn_members(scene: Scene, memory: Memory) -> None:
    """Keep what a sentence says of a body's members: "the mechanism, consisting of the UN and the Union"."""
    for i, mention in scene.mentions.items():
        if mention.actor is None or mention.actor.type is ActorType.STATE or i != mention.last:
            continue
        told = scene.members_told(scene.doc[i])
        if len(told) > 1:
            memory.members.setdefault(mention.actor.id, tuple(n.actor for n in told))


def with_members(scene: Scene, parts: list[Part]) -> list[Part]:
    """Add the members of every small body among the parts, in its role and by its proof."""
    known = {p.named.actor.id for p in parts}
    found = list(parts)
    for part in parts:
        body = part.named.actor
        told = scene.memory.members.get(body.id)
        for actor in told if told is not None else members_of(body.id, scene.memory.day):
            if actor.id not in known:
                known.add(actor.id)
                named = scene.standing_for(part.named, actor)
                found.append(
                    Part(named, part.role, f"{MEMBER} {body.name}", min(SURE, part.confidence), part.sentence)
                )
    return found
