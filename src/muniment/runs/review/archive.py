"""Packs a folder into a ZIP that is the same, byte by byte, whenever the folder's content is."""

import os
import shutil
import zipfile
from pathlib import Path

from muniment.runs.deliver import FILE_MODE, files_in

_EARLIEST = (1980, 1, 1, 0, 0, 0)  # the first moment a ZIP can state


def write_zip(folder: Path, archive: Path) -> None:
    """Writes a new archive of all files in a folder, sorted by path, with one fixed time."""
    with (
        open(os.open(archive, os.O_WRONLY | os.O_CREAT | os.O_EXCL, FILE_MODE), "wb") as out,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed,
    ):
        for path in sorted(files_in(folder)):
            entry = zipfile.ZipInfo(path, _EARLIEST)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3  # Unix, wherever it is made: the mode is read by it
            entry.external_attr = (0o100000 | FILE_MODE) << 16
            entry.file_size = (folder / path).stat().st_size  # so that a file over 2 GB gets the wide format
            with (folder / path).open("rb") as file, packed.open(entry, "w") as into:
                shutil.copyfileobj(file, into, 1 << 20)
