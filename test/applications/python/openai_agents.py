"""openai-agents: a triage agent hands over, and the specialist calls its tool; streams, chains, own thoughts, typed output."""

import asyncio

from agents import Agent, ModelSettings, Runner, function_tool, set_tracing_disabled
from pydantic import BaseModel

set_tracing_disabled(True)
called: list[str] = []


@function_tool
def get_order_status(order_id: str) -> str:
    """Look up where an order is."""
    called.append(order_id)
    return f"Order {order_id} left the Rotterdam warehouse on Tuesday."


orders = Agent(
    name="Orders",
    handoff_description="Answers questions about orders and deliveries.",
    instructions="Look up the order, then tell the customer where it is.",
    tools=[get_order_status],
)
billing = Agent(
    name="Billing",
    handoff_description="Answers questions about invoices and refunds.",
    instructions="Help with invoices.",
)
triage = Agent(name="Triage", instructions="Hand the customer over to the right colleague.", handoffs=[billing, orders])


class Address(BaseModel):
    street: str
    city: str


async def main() -> None:
    result = await Runner.run(triage, "Where is my order B-7741?", max_turns=8)
    assert result.last_agent.name == "Orders", result.last_agent.name
    assert called == ["B-7741"], called
    assert "Rotterdam" in result.final_output, result.final_output

    # A stream, a chain that the server keeps, and a client that keeps its own thoughts.
    streamed = Runner.run_streamed(orders, "Where is my order B-7741?")
    kinds = {event.type async for event in streamed.stream_events()}
    assert {"raw_response_event", "run_item_stream_event"} <= kinds, kinds
    assert "Rotterdam" in streamed.final_output, streamed.final_output

    agent = Agent(name="Helper", model="gpt-5", instructions="Look up the order.", tools=[get_order_status])
    chained = await Runner.run(agent, "Where is my order B-7741?", auto_previous_response_id=True)
    assert "Rotterdam" in chained.final_output, chained.final_output
    next_turn = await Runner.run(agent, "What is the capital of Chile?", previous_response_id=chained.last_response_id)
    assert "Santiago" in next_turn.final_output, next_turn.final_output

    own = ModelSettings(store=False, response_include=["reasoning.encrypted_content"])
    kept = await Runner.run(agent.clone(model_settings=own), "Where is my order B-7741?")
    assert "Rotterdam" in kept.final_output, kept.final_output

    reader = Agent(name="Reader", instructions="Extract the address.", output_type=Address)
    found = (await Runner.run(reader, "She lives at 12 Mill Lane in Leeds.")).final_output
    assert (found.street, found.city) == ("12 Mill Lane", "Leeds"), found


asyncio.run(main())
