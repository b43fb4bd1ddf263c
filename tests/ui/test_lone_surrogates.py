"""Half a character in what a browser sends."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg

from imh.ui.core.lone_surrogates import WholeCharacters

if TYPE_CHECKING:
    from starlette.types import Message, Receive, Scope, Send

HALF = b"\xed\xa0\xbd"  # the first half of an emoji, as a browser sends it


def sent(text: str, number: float = 1.5) -> bytes:
    message = BackMsg()
    message.rerun_script.widget_states.widgets.add(id="name", string_value=text)
    message.rerun_script.widget_states.widgets.add(id="size", double_value=number)
    return message.SerializeToString()


def received(data: bytes) -> bytes:
    """What the app's server gets when a browser sends this."""
    got: list[Message] = []

    async def server(scope: Scope, receive: Receive, send: Send) -> None:
        got.append(await receive())

    async def receive() -> Message:
        return {"type": "websocket.receive", "bytes": data}

    async def send(message: Message) -> None:
        raise AssertionError(message)

    answering = WholeCharacters(server)({"type": "websocket"}, receive, send)
    with pytest.raises(StopIteration):  # it waits for nothing, so it ends at its first step
        answering.send(None)
    return bytes(got[0]["bytes"])


def test_half_a_character_becomes_one_that_cannot_be_read() -> None:
    data = sent("Ana @@@ came").replace(b"@@@", HALF)
    with pytest.raises(Exception, match="parsing"):
        BackMsg().ParseFromString(data)
    message = BackMsg()
    message.ParseFromString(received(data))
    name, size = message.rerun_script.widget_states.widgets
    assert name.string_value == "Ana \ufffd came"
    assert size.double_value == 1.5


@pytest.mark.parametrize("text", ["Ana", "Łucja 😀", "퟿ \ue000", ""])
def test_anything_else_stays_as_it_was_sent(text: str) -> None:
    assert received(sent(text)) == sent(text)


def test_a_number_that_looks_like_half_a_character_stays() -> None:
    (number,) = struct.unpack("<d", HALF + b"\x00\x00\x00\xf0\x3f")
    assert received(sent("Ana", number)) == sent("Ana", number)
