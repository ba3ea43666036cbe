"""inspect_ai: multiple choice with its own scorer, and answers that a model grades."""

import tempfile

from inspect_ai import Task, eval
from inspect_ai.dataset import Sample
from inspect_ai.scorer import choice, model_graded_qa
from inspect_ai.solver import generate, multiple_choice

questions = [
    Sample(input="What is the capital of Italy?", choices=["Madrid", "Rome", "Vienna"], target="B"),
    Sample(input="How much is 6 * 7?", choices=["42", "36", "48"], target="A"),
]
with tempfile.TemporaryDirectory() as logs:
    options = {"model": "openai/gpt-4o-mini", "log_dir": logs, "display": "none"}
    (log,) = eval(Task(dataset=questions, solver=multiple_choice(), scorer=choice()), **options)
    assert log.status == "success", log.error
    assert log.results.scores[0].metrics["accuracy"].value == 1.0, [s.output.completion for s in log.samples]

    graded = Task(
        dataset=[Sample(input="What is the capital of Italy?", target="Rome")],
        solver=generate(),
        scorer=model_graded_qa(),
    )
    (log,) = eval(graded, **options)
    assert log.status == "success", log.error
    assert log.results.scores[0].metrics["accuracy"].value == 1.0, log.samples[0].scores
