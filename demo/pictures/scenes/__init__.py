"""The scenes, one module each, that a listing may name."""

from collections.abc import Callable

from ..paper import Sheet
from .airport import airport
from .assembly import assembly
from .bookshop import bookshop
from .bridge import bridge
from .cinema import cinema
from .city import city
from .classroom import classroom
from .coffee import coffee
from .crowd import crowd
from .football import football
from .harbour import harbour
from .laboratory import laboratory
from .lake import lake
from .lanterns import lanterns
from .market import market
from .mountains import mountains
from .museum import museum
from .portrait import portrait
from .reeds import reeds
from .sea import sea
from .stadium import stadium
from .storm import storm
from .street import street
from .terraces import terraces
from .train import train
from .tram import tram

SCENES: dict[str, Callable[[Sheet], None]] = {
    "airport": airport,
    "assembly": assembly,
    "bookshop": bookshop,
    "bridge": bridge,
    "cinema": cinema,
    "city": city,
    "classroom": classroom,
    "coffee": coffee,
    "crowd": crowd,
    "football": football,
    "harbour": harbour,
    "laboratory": laboratory,
    "lake": lake,
    "lanterns": lanterns,
    "market": market,
    "mountains": mountains,
    "museum": museum,
    "portrait": portrait,
    "reeds": reeds,
    "sea": sea,
    "stadium": stadium,
    "storm": storm,
    "street": street,
    "terraces": terraces,
    "train": train,
    "tram": tram,
}
