"""litellm: chat, Responses and embeddings by its own routes."""

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

vectors = litellm.embedding(model="openai/text-embedding-3-small", input=["tea", "coffee"]).data
assert len(vectors) == 2 and len(vectors[0]["embedding"]) == 1536
