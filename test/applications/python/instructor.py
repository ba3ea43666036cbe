"""instructor: a list of objects, and a validation error that the model mends when asked again."""

import instructor
from openai import OpenAI
from pydantic import BaseModel, field_validator


class Person(BaseModel):
    name: str
    age: int


class Shout(BaseModel):
    name: str

    @field_validator("name")
    @classmethod
    def upper(cls, value: str) -> str:
        if value != value.upper():
            raise ValueError("name must be in UPPERCASE")
        return value


client = instructor.from_openai(OpenAI())

people = list(
    client.chat.completions.create_iterable(
        model="gpt-4o-mini",
        response_model=Person,
        messages=[{"role": "user", "content": "Ines is 34 and her brother Marko is 29."}],
    )
)
assert people == [Person(name="Ines", age=34), Person(name="Marko", age=29)], people

shouted = client.chat.completions.create(
    model="gpt-4o-mini",
    response_model=Shout,
    max_retries=3,
    messages=[{"role": "user", "content": "The name is Leila."}],
)
assert shouted.name == "LEILA", shouted
