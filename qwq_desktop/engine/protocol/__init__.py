"""The language between the application and a model: requests, events, and their form as lines.

A remote server's client yields the same events; nothing above `engine` knows which one answers.
All of it is imported from here.
"""

from qwq_desktop.engine.protocol.codec import decode_event, decode_request, encode, turn_state
from qwq_desktop.engine.protocol.events import (
    DeltaEvent,
    DoneEvent,
    ErrorEvent,
    Event,
    LoopNoticedEvent,
    ProgressEvent,
    RemarkEvent,
    StopReason,
    Timings,
    Usage,
)
from qwq_desktop.engine.protocol.messages import Channel, ChatMessage, ToolCall, TurnState
from qwq_desktop.engine.protocol.requests import (
    MAX_OUTPUTS,
    CancelRequest,
    CountRequest,
    EmbedRequest,
    ForgetRequest,
    GenerateRequest,
    LoadRequest,
    PrewarmRequest,
    ProbeRequest,
    Request,
    RerankRequest,
    SimulateRequest,
    SteerAction,
    SteerRequest,
)

__all__ = [
    "MAX_OUTPUTS",
    "CancelRequest",
    "Channel",
    "ChatMessage",
    "CountRequest",
    "DeltaEvent",
    "DoneEvent",
    "EmbedRequest",
    "ErrorEvent",
    "Event",
    "ForgetRequest",
    "GenerateRequest",
    "LoadRequest",
    "LoopNoticedEvent",
    "PrewarmRequest",
    "ProbeRequest",
    "ProgressEvent",
    "RemarkEvent",
    "Request",
    "RerankRequest",
    "SimulateRequest",
    "SteerAction",
    "SteerRequest",
    "StopReason",
    "Timings",
    "ToolCall",
    "TurnState",
    "Usage",
    "decode_event",
    "decode_request",
    "encode",
    "turn_state",
]
