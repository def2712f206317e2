"""Makes a PowerPoint file the same bytes for the same deck: no moment of its making stays inside."""

import re
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

_EPOCH = (1980, 1, 1, 0, 0, 0)
_MADE = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*")
_STILL = rb"\g<1>1980-01-01T00:00:00Z"


def settled(package: bytes) -> bytes:
    """`package` (a zip) with every date inside set to the same one, workbooks inside it too."""
    made = BytesIO()
    with ZipFile(BytesIO(package)) as source, ZipFile(made, "w", ZIP_DEFLATED) as target:
        for entry in source.infolist():
            still = ZipInfo(entry.filename, _EPOCH)
            still.compress_type = ZIP_DEFLATED
            target.writestr(still, _settled_member(entry.filename, source.read(entry)))
    return made.getvalue()


def _settled_member(name: str, content: bytes) -> bytes:
    if name.endswith(".xlsx"):
        return settled(content)
    return _MADE.sub(_STILL, content) if name.endswith("core.xml") else content
