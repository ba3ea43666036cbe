"""litellm: chat, Responses and embeddings by its own routes."""

import json

import litellm

chat = litellm.completion(model="openai/gpt-4o-mini", messages=[{"role": "user", "content": "Say exactly: ready"}])
assert chat.choices[0].message.content == "ready", chat.choices[0].message.content
assert chat.usage.total_tokens == chat.usage.prompt_tokens + chat.usage.completion_tokens

parts = litellm.completion(
    model="openai/gpt-4o-mini", stream=True, messages=[{"role": "user", "content": "Count from 1 to 5."}]
)
text = "".join(part.choices[0].delta.content or "" for part in parts)
assert [word for word in "12345" if word not in text] == [], text

response = litellm.responses(model="openai/gpt-5.1", input="What is 9 + 8? Reply with the number only.")
assert "17" in str(response.output), response.output

# Its ids hold the provider, and it takes that out again.
follow = litellm.responses(
    model="openai/gpt-5.1", input="And plus 3? Reply with the number only.", previous_response_id=response.id
)
assert follow.previous_response_id, follow
assert litellm.get_responses(response.id).output[0].content[0].text == response.output[0].content[0].text
litellm.delete_responses(response.id)
try:
    litellm.get_responses(response.id)
    raise AssertionError("a deleted response was found")
except litellm.exceptions.NotFoundError:
    pass

kinds = [event.type for event in litellm.responses(model="openai/gpt-5.1", input="Name a river.", stream=True)]
assert kinds[0] == "response.created" and kinds[-1] == "response.completed", kinds

# Chat completions by way of Responses, with a tool.
look_up = {
    "type": "function",
    "function": {
        "name": "get_water_level",
        "description": "Water level of a river in meters",
        "parameters": {"type": "object", "properties": {"river": {"type": "string"}}, "required": ["river"]},
    },
}
messages = [{"role": "user", "content": "How high is the water of the Rhine?"}]
turn = litellm.completion(model="openai/responses/gpt-5", messages=messages, tools=[look_up]).choices[0].message
(call,) = turn.tool_calls
assert json.loads(call.function.arguments) == {"river": "Rhine"}, call
messages += [turn, {"role": "tool", "tool_call_id": call.id, "content": "4.2 meters"}]
said = litellm.completion(model="openai/responses/gpt-5", messages=messages, tools=[look_up]).choices[0].message.content
assert "4.2" in said, said

vectors = litellm.embedding(model="openai/text-embedding-3-small", input=["tea", "coffee"]).data
assert len(vectors) == 2 and len(vectors[0]["embedding"]) == 1536
