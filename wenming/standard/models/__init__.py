from .editions import Edition, Standard, VetoLine
from .findings import EditionFinding
from .indicators import Indicator, IndicatorSlot
from .slots import MaterialSlot

__all__ = ["Edition", "EditionFinding", "Indicator", "IndicatorSlot", "MaterialSlot", "Standard", "VetoLine"]
