"""A news archive that no single machine can hold: read in pieces by many processes, kept as Parquet.

    sources     what to read: files, folders and URLs, cut into pieces
    partitions  what was read of a piece: two Parquet files, whole or not there
    work        one piece read by one process
    crews       the processes: of this machine, or of a Dask cluster
    run         all together, with what is already there left alone
    kept        an atlas out of the partitions, without reading an article again

Everything that one piece tells lies in ``OUT/meetings/NAME.parquet`` (a row for each meeting, with its
participations and evidence inside) and ``OUT/articles/NAME.parquet`` (a row for each article). The second is
written last: it says that the partition is whole. ``NAME`` says which piece it is, so that whoever writes it again
replaces it by the same.
"""
