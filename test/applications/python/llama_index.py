"""LlamaIndex: an LLM selector, and an answer refined from context."""

from llama_index.core import PromptHelper, Settings
from llama_index.core.base.llms.types import LLMMetadata
from llama_index.core.response_synthesizers import get_response_synthesizer
from llama_index.core.schema import NodeWithScore, QueryBundle, TextNode
from llama_index.core.selectors import LLMSingleSelector
from llama_index.core.tools import ToolMetadata
from llama_index.llms.openai import OpenAI

# Its token counter downloads a table: words are counted instead.
Settings.tokenizer = lambda text: text.split()
llm = OpenAI(model="gpt-4o-mini", temperature=0)
helper = PromptHelper.from_llm_metadata(LLMMetadata(context_window=8000, num_output=512), tokenizer=Settings.tokenizer)

choices = [
    ToolMetadata(name="wages", description="Tables of wages by region and year"),
    ToolMetadata(name="birds", description="Notes on birds seen in the marsh"),
]
picked = LLMSingleSelector.from_defaults(llm=llm).select(choices, QueryBundle("Which herons were seen in the marsh?"))
assert [(one.index, bool(one.reason)) for one in picked.selections] == [(1, True)], picked

synthesizer = get_response_synthesizer(llm=llm, response_mode="compact", prompt_helper=helper)
nodes = [
    NodeWithScore(node=TextNode(text="The bridge was opened in 1932 after nine years of work."), score=0.9),
    NodeWithScore(node=TextNode(text="Its paint is renewed every five years."), score=0.4),
]
answer = str(synthesizer.synthesize("When was the bridge opened?", nodes=nodes))
assert "1932" in answer, answer
