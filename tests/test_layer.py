import json
import re

import folium

from maps.layer import MeetingLayer
from tests.browser import atlases


def rendered(*layers: MeetingLayer) -> str:
    world = folium.Map()
    for layer in layers:
        layer.add_to(world)
    folium.LayerControl().add_to(world)
    return str(world.get_root().render())


def test_it_sits_in_a_map_of_anyones_own_beside_other_layers() -> None:
    page = rendered(MeetingLayer(atlases.founding(), "Talks"))
    assert page.count("new ParleyLayer(") == 1
    assert '"Talks"' in page
    assert "organizers of the negotiations" in page


def test_hostile_words_neither_run_at_build_time_nor_stand_as_markup() -> None:
    page = rendered(MeetingLayer(atlases.hostile()))
    assert "</script><script>window.hit" not in page
    assert "<img" not in page
    assert "7*7" in page
    data = re.search(r"new ParleyLayer\((.*)\);\n", page)
    assert data
    sentences = json.loads(data[1])["sentences"]
    assert sentences[0][1] == " ".join(atlases.HOSTILE)


def test_two_layers_do_not_share_a_name() -> None:
    names = re.findall(
        r"var (meeting_layer_\w+) =", rendered(MeetingLayer(atlases.founding()), MeetingLayer(atlases.world()))
    )
    assert len(set(names)) == 2


def test_the_map_can_be_fitted_to_it() -> None:
    world = folium.Map()
    MeetingLayer(atlases.founding()).add_to(world)
    (south, west), (north, east) = world.get_bounds()
    assert (south, west, north, east) == (46.20222, 6.14569, 55.75222, 71.44598)


def test_our_own_code_holds_no_template_opening() -> None:
    layer = MeetingLayer(atlases.hostile())
    assert not re.search(r"\{[{%#]", layer.code + layer.style + layer.data)
