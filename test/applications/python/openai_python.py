"""openai-python: Responses and Chat Completions, plain, streamed and parsed; embeddings."""

from openai import OpenAI
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
