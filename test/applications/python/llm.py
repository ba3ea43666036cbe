"""simonw's llm: a plain prompt, and a schema in its concise syntax."""

import json
import subprocess
import sys


def llm(*arguments: str) -> str:
    done = subprocess.run([sys.executable, "-m", "llm", *arguments], capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    return done.stdout


assert "Paris" in llm("-m", "gpt-4o-mini", "--no-stream", "What is the capital of France?")
dog = json.loads(llm("-m", "gpt-4o-mini", "--schema", "name, age int, bio", "Invent a dog called Pepper, 4 years old"))
assert dog["name"] == "Pepper" and dog["age"] == 4 and isinstance(dog["bio"], str), dog
