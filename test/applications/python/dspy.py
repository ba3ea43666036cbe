"""DSPy: Predict and ChainOfThought, with typed outputs."""

from typing import Literal

import dspy

dspy.configure(lm=dspy.LM("openai/gpt-4o-mini", cache=False))

qa = dspy.ChainOfThought("question -> answer")
said = qa(question="What is the capital of Japan?")
assert "Tokyo" in said.answer and said.reasoning, said


class Mood(dspy.Signature):
    """Classify the mood of the sentence."""

    sentence: str = dspy.InputField()
    mood: Literal["joy", "anger", "sadness"] = dspy.OutputField()
    confidence: float = dspy.OutputField()


mood = dspy.Predict(Mood)(sentence="I am furious about the delay!")
assert mood.mood == "anger" and 0 <= mood.confidence <= 1, mood

grounded = dspy.ChainOfThought("context, question -> answer")
told = grounded(context="The museum opens at 10:30 on weekdays.", question="When does the museum open on weekdays?")
assert "10:30" in told.answer, told
