"""openai-agents: a triage agent hands over, and the specialist calls its tool and answers with the result."""

from agents import Agent, Runner, function_tool, set_tracing_disabled

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

result = Runner.run_sync(triage, "Where is my order B-7741?", max_turns=8)
assert result.last_agent.name == "Orders", result.last_agent.name
assert called == ["B-7741"], called
assert "Rotterdam" in result.final_output, result.final_output
