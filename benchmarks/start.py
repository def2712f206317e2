"""From the start of the process to ready, and the memory it holds then."""

import asyncio
import os
import socket
import statistics
import sys
import tempfile
import time
from pathlib import Path

import aiohttp

from benchmarks.wire import SECRET
from northstar_bot.playground import Playground


async def measure(times: int = 5) -> list[tuple[str, str, str]]:
    """Rows of what, measured, aim."""
    with tempfile.TemporaryDirectory() as folder:
        async with Playground() as slack:
            environment = os.environ | {
                "NORTHSTAR_DATABASE_URL": f"sqlite:///{Path(folder) / 'start.db'}",
                "NORTHSTAR_MODE": "http",
                "NORTHSTAR_SLACK_BOT_TOKEN": slack.bot_token,
                "NORTHSTAR_SLACK_SIGNING_SECRET": SECRET,
                "NORTHSTAR_SLACK_API_URL": slack.api_url,
            }
            first, memory = await _once(environment)
            again = [await _once(environment) for _ in range(times)]
    usual = statistics.median(seconds for seconds, _ in again)
    held = max([memory, *(kept for _, kept in again)])
    return [
        ("ready after the first start, tables made", f"{first:.2f} s", ""),
        ("ready after a usual start", f"{usual:.2f} s", "1.5 s"),
        ("memory when ready", f"{held:.0f} MB", "110 MB"),
    ]


async def _once(environment: dict[str, str]) -> tuple[float, float]:
    port = _free_port()
    start = time.perf_counter()
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "northstar_bot", "run", env=environment | {"NORTHSTAR_PORT": str(port)},
        stderr=asyncio.subprocess.DEVNULL,
    )  # fmt: skip
    try:
        async with aiohttp.ClientSession() as session, asyncio.timeout(60):
            while not await _ready(session, port):
                await asyncio.sleep(0.02)
        seconds = time.perf_counter() - start
        held = _resident(process.pid)
    finally:
        process.terminate()
        await process.wait()
    return seconds, held


def _resident(pid: int) -> float:
    """The memory a process holds, in MB."""
    status = Path(f"/proc/{pid}/status").read_text()
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS")) / 1024


async def _ready(session: aiohttp.ClientSession, port: int) -> bool:
    try:
        async with session.get(f"http://127.0.0.1:{port}/readyz") as answer:
            return answer.status == 200
    except aiohttp.ClientError:
        return False


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
