"""pydantic-ai: a typed output, a tool, and a validator that asks once more."""

import asyncio

from pydantic import BaseModel
from pydantic_ai import Agent, ModelRetry
from pydantic_ai.models.openai import OpenAIResponsesModel, OpenAIResponsesModelSettings


class Query(BaseModel):
    """A query for the database."""

    sql: str
    explanation: str


seen: list[str] = []
agent = Agent(
    "openai:gpt-5.1",
    output_type=Query,
    system_prompt=(
        "Write a PostgreSQL query for the question.\n"
        "Schema:\nCREATE TABLE orders (id int, customer text, total numeric, placed_at date);"
    ),
    retries=3,
)


@agent.output_validator
def check(output: Query) -> Query:
    seen.append(output.sql)
    if not output.sql.upper().lstrip().startswith("SELECT"):
        raise ModelRetry("Please start with SELECT.")
    if len(seen) == 1 and "LIMIT" not in output.sql.upper():
        raise ModelRetry("Add LIMIT 10 to the query.")
    return output


answer = agent.run_sync("Which customers placed an order above 500?").output
assert "orders" in answer.sql and "500" in answer.sql, answer
assert len(seen) == 1 or "LIMIT 10" in answer.sql, seen

weather = Agent("openai:gpt-5.1", system_prompt="Answer with the weather from the tool.")


@weather.tool_plain
def get_temperature(city: str) -> str:
    """Current temperature of a city."""
    return f"{city}: 17 degrees"


told = weather.run_sync("How warm is it in Oslo?").output
assert "17" in told, told

# The next turn goes on from what the server keeps, and thoughts are streamed.
first = weather.run_sync("How warm is it in Oslo?")
settings = OpenAIResponsesModelSettings(openai_previous_response_id="auto")
second = weather.run_sync("How warm is it in Lima?", message_history=first.all_messages(), model_settings=settings)
assert "Lima: 17" in second.output, second.output


async def streamed() -> None:
    model = OpenAIResponsesModel("gpt-5-mini")
    thinking = OpenAIResponsesModelSettings(openai_reasoning_effort="low", openai_reasoning_summary="auto")
    async with Agent(model, model_settings=thinking).run_stream("What is 17 * 23?") as result:
        text = [piece async for piece in result.stream_text(delta=True, debounce_by=None)]
        assert len(text) > 1 and "391" in "".join(text), text
        parts = [part.part_kind for message in result.all_messages() for part in message.parts]
        assert "thinking" in parts, parts


asyncio.run(streamed())
