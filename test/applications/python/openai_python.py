"""openai-python: Responses and Chat Completions, plain, streamed and parsed; embeddings."""

from openai import NotFoundError, OpenAI
from pydantic import BaseModel


class Person(BaseModel):
    name: str
    age: int


client = OpenAI()

answer = client.responses.create(model="gpt-5.1", input="What is 12 * 12? Reply with the number only.")
assert answer.output_text.strip().rstrip(".") == "144", answer.output_text

follow = client.responses.create(
    model="gpt-5.1", input="And minus 44? Reply with the number only.", previous_response_id=answer.id
)
assert follow.previous_response_id == answer.id
assert client.responses.retrieve(answer.id).output_text == answer.output_text

with client.responses.stream(model="gpt-5.1", input="Name two rivers of France.") as stream:
    kinds = [event.type for event in stream]
    final = stream.get_final_response()
assert kinds[0] == "response.created" and kinds[-1] == "response.completed", kinds
assert final.output_text

parsed = client.responses.parse(model="gpt-5.1", input="Nadia is 37 years old.", text_format=Person)
assert parsed.output_parsed == Person(name="Nadia", age=37), parsed.output_parsed

chat = client.chat.completions.parse(
    model="gpt-4o-mini", messages=[{"role": "user", "content": "Omar is 52 years old."}], response_format=Person
)
assert chat.choices[0].message.parsed == Person(name="Omar", age=52), chat.choices[0].message.parsed

texts = ["a kitten sleeps on the sofa", "the cat naps on the couch", "interest rates rose again"]
kitten, cat, rates = (item.embedding for item in client.embeddings.create(model="text-embedding-3-small", input=texts).data)
near = sum(a * b for a, b in zip(kitten, cat))
far = sum(a * b for a, b in zip(kitten, rates))
assert near > far, (near, far)

# The helper needs a whole answer; plain events tell of one that was cut.
events = list(client.responses.create(model="gpt-4.1", input="Write a long essay about rivers.", max_output_tokens=16, stream=True))
assert events[-1].type == "response.incomplete", events[-1].type
assert events[-1].response.incomplete_details.reason == "max_output_tokens"
assert [event.sequence_number for event in events] == list(range(len(events)))

with client.responses.stream(model="gpt-5.1", input="Pia is 8 years old.", text_format=Person) as stream:
    assert stream.until_done().get_final_response().output_parsed == Person(name="Pia", age=8)

# What was asked is listed, and what is deleted is gone.
(asked,) = client.responses.input_items.list(answer.id)
assert asked.content[0].text == "What is 12 * 12? Reply with the number only.", asked
client.responses.delete(answer.id)
try:
    client.responses.retrieve(answer.id)
    raise AssertionError("a deleted response was found")
except NotFoundError:
    pass

# Both formats are the same vector.
as_floats = client.embeddings.create(model="text-embedding-3-small", input=texts[0], encoding_format="float", dimensions=64)
as_base64 = client.embeddings.create(model="text-embedding-3-small", input=texts[0], dimensions=64)
assert len(as_floats.data[0].embedding) == 64
assert all(abs(a - b) < 1e-7 for a, b in zip(as_floats.data[0].embedding, as_base64.data[0].embedding))
