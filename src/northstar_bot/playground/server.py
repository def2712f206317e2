"""The HTTP side of the playground: Web API, uploads, response URLs and the Socket Mode endpoint."""

import asyncio
import socket
import struct
from typing import Any, NamedTuple

from aiohttp import web

from northstar_bot.playground.answer import Answer
from northstar_bot.playground.doors.doorway import Doorway
from northstar_bot.playground.faults import Fault, Faults
from northstar_bot.playground.response_urls import answer_response_url
from northstar_bot.playground.webapi.arguments import arguments_of, token_of
from northstar_bot.playground.webapi.directory import answer
from northstar_bot.playground.world import World

MAX_BODY = 64 * 1024 * 1024


class Call(NamedTuple):
    """One line of the call log."""

    method: str
    args: dict[str, Any]


class Server:
    """Listens on a free loopback port."""

    def __init__(self, world: World, doorway: Doorway, faults: Faults) -> None:
        self.world = world
        self.doorway = doorway
        self.faults = faults
        self.calls: list[Call] = []
        self._stop = asyncio.Event()
        self._runner: web.AppRunner | None = None

    async def start(self) -> int:
        app = web.Application(client_max_size=MAX_BODY)
        app.router.add_route("*", "/api/{method}", self._method)
        app.router.add_post("/upload/{file}", self._upload)
        app.router.add_post("/response/{team}/{key}", self._response_url)
        app.router.add_get("/link/", self._link)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.2)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        address = self._runner.addresses[0]
        return int(address[1])

    async def stop(self) -> None:
        self._stop.set()
        if self._runner:
            await self._runner.cleanup()

    async def _method(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        args = await arguments_of(request)
        token = token_of(request, args)
        args.pop("token", None)
        self.calls.append(Call(method, args))

        async def work() -> Answer:
            return answer(self.world, self.doorway, method, args, token)

        return await self._with_faults(request, method, args, work)

    async def _upload(self, request: web.Request) -> web.StreamResponse:
        data = await request.read()
        stored = self.world.files.get(request.match_info["file"])
        self.calls.append(Call("upload", {"file": request.match_info["file"], "length": len(data)}))

        async def work() -> Answer:
            if stored is None or stored.uploaded:
                return Answer({"ok": False, "error": "not_found"}, status=404)
            stored.data, stored.uploaded = data, True
            return Answer({}, text=f"OK - {len(data)}")

        return await self._with_faults(request, "upload", {}, work)

    async def _response_url(self, request: web.Request) -> web.StreamResponse:
        args = await arguments_of(request)
        self.calls.append(Call("response_url", args))

        async def work() -> Answer:
            return answer_response_url(self.world, request.match_info["key"], args)

        return await self._with_faults(request, "response_url", args, work)

    async def _with_faults(
        self, request: web.Request, method: str, args: dict[str, Any], work: Any
    ) -> web.StreamResponse:
        fault = self.faults.take(method, args)
        if fault is None:
            result = await work()
            self.world.changed()
            return _rendered(result)
        if fault.after_accept:
            await work()
        self.world.changed()
        await asyncio.sleep(fault.delay)
        if fault.hang:
            await self._stop.wait()
        if fault.reset or fault.hang:
            return _reset(request)
        if fault.delay and fault.status == 200 and not fault.error:
            return _rendered(await work() if not fault.after_accept else Answer({"ok": True}))
        return _faulty(fault)

    async def _link(self, request: web.Request) -> web.StreamResponse:
        if self.faults.take("socket", {}) or not self.doorway.socket.redeem(request.query.get("ticket", "")):
            return web.Response(status=403)
        return await self.doorway.socket.serve(request, self.world.changed)


def _rendered(result: Answer) -> web.Response:
    if result.text is not None:
        return web.Response(text=result.text, status=result.status)
    return web.json_response(result.body, status=result.status, headers=result.headers)


def _faulty(fault: Fault) -> web.Response:
    headers = {"Retry-After": str(fault.retry_after)} if fault.retry_after is not None else {}
    return web.json_response(fault.answer, status=fault.status, headers=headers)


def _reset(request: web.Request) -> web.Response:
    """Drop the connection with a TCP reset instead of an answer."""
    transport = request.transport
    if transport is not None:
        transport.get_extra_info("socket").setsockopt(
            socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0)
        )
        transport.abort()
    return web.Response(status=500)
