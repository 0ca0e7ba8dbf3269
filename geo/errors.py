"""The error tree.

ParleyError
├── ArticleError (ValueError)        an article cannot be read; the message names the file and what to do
├── ModelError (ValueError)          a value of the model is out of its bounds
├── CacheError (OSError)             a cache cannot be opened or written
├── CorrectionsError (ValueError)    the file of corrections cannot be used; the message names file and line
├── GoldError (ValueError)           a file of gold cannot be used; the message names file and line
├── GeocodingError (ConnectionError) a geocoding service failed (no result is None, not an error)
├── WebError (ConnectionError)       a page cannot be fetched, or may not
├── TilesError (ValueError)          an address of map tiles cannot be used
├── PartitionError (OSError)         a part of an extracted archive is missing or damaged
├── ClusterError (ConnectionError)   the cluster that reads cannot be reached, or went away
├── MissingError (ImportError)       an optional package is not installed; the message has the pip line
└── OutputError (OSError)            the output cannot be written
"""


class ParleyError(Exception):
    """The root of all errors that Parley raises on purpose."""


class ArticleError(ParleyError, ValueError):
    """An article cannot be read."""


class ModelError(ParleyError, ValueError):
    """A value of the model is out of its bounds."""


class CacheError(ParleyError, OSError):
    """A cache cannot be opened or written."""


class CorrectionsError(ParleyError, ValueError):
    """The file of corrections cannot be used."""


class GoldError(ParleyError, ValueError):
    """A file of gold cannot be used."""


class GeocodingError(ParleyError, ConnectionError):
    """A geocoding service failed."""


class WebError(ParleyError, ConnectionError):
    """A page cannot be fetched, or may not."""


class TilesError(ParleyError, ValueError):
    """An address of map tiles cannot be used."""


class PartitionError(ParleyError, OSError):
    """A part of an extracted archive is missing or damaged."""


class ClusterError(ParleyError, ConnectionError):
    """The cluster that reads cannot be reached, or went away."""


class MissingError(ParleyError, ImportError):
    """An optional package is not installed."""


class OutputError(ParleyError, OSError):
    """The output cannot be written."""
