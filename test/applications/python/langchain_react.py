"""A ReAct loop over plain text: thought, action, action input, observation, final answer."""

import re

from langchain_core.prompts import PromptTemplate
from langchain_openai import ChatOpenAI

TOOLS = {
    "population": ("Looks up how many people live in a city. Input: the name of the city.", lambda city: "Porto: 231,800"),
    "calculator": ("Works out an arithmetic expression.", lambda text: str(eval(text, {"__builtins__": {}}))),
}
prompt = PromptTemplate.from_template(
    """Answer the following questions as best you can. You have access to the following tools:

{tools}

Use the following format:

Question: the input question you must answer
Thought: you should always think about what to do
Action: the action to take, should be one of [{names}]
Action Input: the input to the action
Observation: the result of the action
... (this Thought/Action/Action Input/Observation can repeat N times)
Thought: I now know the final answer
Final Answer: the final answer to the original input question

Begin!

Question: {question}
Thought:{scratchpad}"""
)
model = ChatOpenAI(model="gpt-4o-mini", temperature=0).bind(stop=["\nObservation"])
scratchpad = ""
actions: list[str] = []
for _ in range(6):
    text = (prompt | model).invoke(
        {
            "tools": "\n".join(f"{name}: {about}" for name, (about, _) in TOOLS.items()),
            "names": ", ".join(TOOLS),
            "question": "How many people live in Porto?",
            "scratchpad": scratchpad,
        }
    ).content
    if "Final Answer:" in text:
        break
    step = re.search(r"Action\s*:\s*(.*?)\s*\n+Action Input\s*:\s*(.*)", text, re.S)
    assert step, text
    name, given = step[1].strip(), step[2].strip().strip('"')
    actions.append(name)
    scratchpad += f"{text}\nObservation: {TOOLS[name][1](given)}\nThought:"
assert actions == ["population"], actions
assert "231,800" in text.split("Final Answer:")[1], text
