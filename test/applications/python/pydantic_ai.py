"""pydantic-ai: a typed output, a tool, and a validator that asks once more."""

from pydantic import BaseModel
from pydantic_ai import Agent, ModelRetry


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
