"""筑巢 Zhuchao: a district's investment-promotion information system and database."""

__version__ = "0.1.0"
