"""Load the Northwind sample (orders.csv, order_lines.csv) into a database: python northwind_load.py FOLDER URL."""

import asyncio
import csv
import sys
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import Column, Date, Float, Integer, MetaData, Table, Text
from sqlalchemy.ext.asyncio import create_async_engine

from northstar_bot.storage.engine import async_url

DATES = ("OrderDate", "RequiredDate", "ShippedDate")


async def load(
    folder: Path, url: str, *, dates: Any = Date, read: Callable[[str], object] = date.fromisoformat
) -> int:
    """Create "Orders" and "Order Details" and fill them; `dates` is the type of the date columns."""
    tables = MetaData()
    orders = Table(
        "Orders",
        tables,
        Column("OrderID", Integer, primary_key=True),
        Column("CustomerID", Text),
        *(Column(name, dates) for name in DATES),
        Column("ShipCountry", Text),
    )
    lines = Table(
        "Order Details",
        tables,
        Column("OrderID", Integer, primary_key=True),
        Column("ProductID", Integer, primary_key=True),
        Column("UnitPrice", Float),
        Column("Quantity", Integer),
        Column("Discount", Float),
    )
    kinds: dict[str, Callable[[str], object]] = dict.fromkeys(DATES, read)
    kinds |= dict.fromkeys(("OrderID", "ProductID", "Quantity"), int)
    kinds |= dict.fromkeys(("UnitPrice", "Discount"), float)
    engine = create_async_engine(async_url(url))
    async with engine.begin() as connection:
        await connection.run_sync(tables.create_all)
        for table, name in ((orders, "orders.csv"), (lines, "order_lines.csv")):
            await connection.execute(table.insert(), list(_rows(folder / name, kinds)))
    await engine.dispose()
    return sum(1 for _ in _rows(folder / "orders.csv", kinds))


def _rows(path: Path, kinds: Mapping[str, Callable[[str], object]]) -> Iterator[dict[str, object]]:
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield {name: kinds.get(name, str)(cell) if cell else None for name, cell in row.items()}


if __name__ == "__main__":
    loaded = asyncio.run(load(Path(sys.argv[1]), sys.argv[2]))
    print(f"{loaded} orders loaded.")
