"""smolagents: a CodeAgent that writes code, and a ToolCallingAgent that ends with final_answer."""

from smolagents import CodeAgent, OpenAIModel, ToolCallingAgent, tool

calls: list[str] = []


@tool
def get_exchange_rate(currency: str) -> float:
    """Gives the exchange rate of a currency against the euro.

    Args:
        currency: Three-letter code of the currency.
    """
    calls.append(currency)
    return 11.42


model = OpenAIModel(model_id="gpt-4o-mini")
said = ToolCallingAgent(tools=[get_exchange_rate], model=model, max_steps=5, verbosity_level=0).run(
    "What is the exchange rate of SEK?"
)
assert calls == ["SEK"], calls
assert "11.42" in str(said), said

calls.clear()
coded = CodeAgent(tools=[get_exchange_rate], model=model, max_steps=5, verbosity_level=0).run(
    "What is the exchange rate of SEK?"
)
assert calls[:1] == ["SEK"], calls
assert "11.42" in str(coded), coded
