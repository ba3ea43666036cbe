"""AutoGen: a writer and a critic talk until the critic approves."""

import asyncio

from autogen_agentchat.agents import AssistantAgent
from autogen_agentchat.conditions import MaxMessageTermination, TextMentionTermination
from autogen_agentchat.teams import RoundRobinGroupChat
from autogen_ext.models.openai import OpenAIChatCompletionClient


async def main() -> None:
    client = OpenAIChatCompletionClient(model="gpt-4o-mini")
    writer = AssistantAgent("writer", model_client=client, system_message="You write short poems.")
    critic = AssistantAgent(
        "critic",
        model_client=client,
        system_message="Give constructive feedback. Respond with 'APPROVE' when your feedback has been addressed.",
    )
    ends = TextMentionTermination("APPROVE", sources=["critic"]) | MaxMessageTermination(10)
    result = await RoundRobinGroupChat([writer, critic], termination_condition=ends).run(task="Write a poem about rain.")
    assert "APPROVE" in result.messages[-1].to_text(), result.stop_reason
    assert "APPROVE" not in result.messages[1].to_text(), result.messages[1]
    assert len(result.messages) <= 8, len(result.messages)
    await client.close()


asyncio.run(main())
