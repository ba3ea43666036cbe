"""LlamaIndex: a question is split into one for each tool."""

from llama_index.core import Settings
from llama_index.core.question_gen import LLMQuestionGenerator
from llama_index.core.schema import QueryBundle
from llama_index.core.tools import ToolMetadata
from llama_index.llms.openai import OpenAI

# Its token counter downloads a table: words are counted instead.
Settings.tokenizer = lambda text: text.split()
llm = OpenAI(model="gpt-4o-mini", temperature=0)

generator = LLMQuestionGenerator.from_defaults(llm=llm)
tools = [
    ToolMetadata(name="north_farm", description="Yields of the north farm for 2023"),
    ToolMetadata(name="south_farm", description="Yields of the south farm for 2023"),
]
parts = generator.generate(tools, QueryBundle("Compare the yields of the north farm and the south farm in 2023"))
assert {part.tool_name for part in parts} == {"north_farm", "south_farm"}, parts
