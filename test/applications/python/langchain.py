"""LangChain and LangGraph: router, grader, RAG, condense question, multi-query, SQL, ReAct, supervisor."""

import re
from typing import Literal

from langchain.agents import create_agent
from langchain_core.documents import Document
from langchain_core.output_parsers import StrOutputParser
from langchain_core.prompts import ChatPromptTemplate, MessagesPlaceholder
from langchain_core.tools import tool
from langchain_core.vectorstores import InMemoryVectorStore
from langchain_openai import ChatOpenAI, OpenAIEmbeddings
from pydantic import BaseModel, Field

model = ChatOpenAI(model="gpt-4o-mini", temperature=0)


# A router.
class Route(BaseModel):
    """Route a user question to the most relevant data source."""

    datasource: Literal["hr_handbook", "engineering_wiki", "web_search"] = Field(
        description="hr_handbook for holidays and pay, engineering_wiki for code and deployments, web_search for the rest"
    )


route = model.with_structured_output(Route)
assert route.invoke("How many days of holiday do I get?").datasource == "hr_handbook"
assert route.invoke("How do I roll back a deployment?").datasource == "engineering_wiki"


# A grader of retrieved documents.
class Grade(BaseModel):
    """Binary score for relevance of a retrieved document."""

    binary_score: str = Field(description="Document is relevant to the question, 'yes' or 'no'")


grader = ChatPromptTemplate.from_messages(
    [
        ("system", "You are a grader assessing relevance of a retrieved document to a user question."),
        ("human", "Retrieved document:\n\n{document}\n\nUser question: {question}"),
    ]
) | model.with_structured_output(Grade)
fits = {"document": "Lithium batteries lose range in cold weather.", "question": "Why do batteries lose range when it is cold?"}
misses = {"document": "The choir meets on Thursdays in the old town hall.", "question": fits["question"]}
assert grader.invoke(fits).binary_score == "yes"
assert grader.invoke(misses).binary_score == "no"

# Retrieval and an answer from what was found.
facts = [
    "The ferry to Texel leaves Den Helder every hour.",
    "The lighthouse of Eierland is 34 metres high and was built in 1864.",
    "Sheep cheese from the island is sold at the Wezenspyk farm.",
]
store = InMemoryVectorStore(OpenAIEmbeddings(model="text-embedding-3-small", check_embedding_ctx_length=False))
store.add_documents([Document(fact) for fact in facts])
question = "How high is the lighthouse?"
found = store.similarity_search(question, k=2)
assert any("lighthouse" in document.page_content for document in found), found
rag = (
    ChatPromptTemplate.from_template(
        "Answer the question based only on the following context:\n{context}\n\nQuestion: {question}\n"
        "If the context does not tell, say \"I don't know\"."
    )
    | model
    | StrOutputParser()
)
context = "\n".join(document.page_content for document in found)
assert "34" in rag.invoke({"context": context, "question": question})
unknown = rag.invoke({"context": context, "question": "Who is the mayor of Tokyo?"})
assert "don't know" in unknown, unknown

# A question that needs the history is made to stand alone.
condense = (
    ChatPromptTemplate.from_messages(
        [
            (
                "system",
                "Given a chat history and the latest user question which might reference context in the chat history, "
                "formulate a standalone question which can be understood without the chat history. "
                "Do NOT answer the question, just reformulate it if needed and otherwise return it as is.",
            ),
            MessagesPlaceholder("history"),
            ("human", "{input}"),
        ]
    )
    | model
    | StrOutputParser()
)
history = [("human", "Tell me about the lighthouse of Eierland."), ("ai", "It stands in the north of Texel.")]
alone = condense.invoke({"history": history, "input": "When was it built?"})
assert "lighthouse" in alone.lower() and alone.rstrip().endswith("?"), alone

# Several wordings of one question, a line each.
multi = (
    ChatPromptTemplate.from_template(
        "You are an AI language model assistant. Your task is to generate 3 different versions of the given user question "
        "to retrieve relevant documents from a vector database. Provide these alternative questions separated by newlines.\n"
        "Original question: {question}"
    )
    | model
    | StrOutputParser()
)
lines = [line for line in multi.invoke({"question": "What causes tides?"}).split("\n") if line.strip()]
assert len(lines) == 3 and len(set(lines)) == 3 and all("tides" in line.lower() for line in lines), lines

# A question becomes SQL, and its result a sentence.
sql = (
    ChatPromptTemplate.from_template(
        "Based on the table schema below, write a SQL query that would answer the user's question. "
        "Write only the SQL query and nothing else.\n\n{schema}\n\nQuestion: {question}\nSQL Query:"
    )
    | model
    | StrOutputParser()
)
schema = "CREATE TABLE employees (id INTEGER, name TEXT, department TEXT, salary INTEGER)"
query = sql.invoke({"schema": schema, "question": "How many employees are there?"})
assert re.fullmatch(r"(?is)select\s+count\(.*\).*from\s+employees\s*;?\s*", query), query
import sqlite3

database = sqlite3.connect(":memory:")
database.execute(schema)
database.executemany("INSERT INTO employees VALUES (?,?,?,?)", [(1, "Ada", "R&D", 9), (2, "Bo", "R&D", 8), (3, "Cy", "Ops", 7)])
assert database.execute(query).fetchone() == (3,)


# An agent with two tools that depend on each other.
calls: list[tuple[str, str]] = []


@tool
def find_customer(name: str) -> str:
    """Find the customer id for a customer's name."""
    calls.append(("find_customer", name))
    return '{"customer_id": "C-118"}'


@tool
def list_invoices(customer_id: str) -> str:
    """List the open invoices of a customer id."""
    calls.append(("list_invoices", customer_id))
    return '[{"invoice": "INV-9", "amount": 420.5}]'


agent = create_agent(model, [find_customer, list_invoices], system_prompt="Help the accountant.")
said = agent.invoke({"messages": [("human", "Which invoices are open for Hanna Lindqvist?")]})["messages"][-1].content
assert calls == [("find_customer", "Hanna Lindqvist"), ("list_invoices", "C-118")], calls
assert "INV-9" in said or "420.5" in said, said


# A supervisor that picks who acts next.
class Next(BaseModel):
    """Worker to route to next. If no workers needed, route to FINISH."""

    next: Literal["researcher", "coder", "FINISH"]


supervisor = ChatPromptTemplate.from_messages(
    [
        (
            "system",
            "You are a supervisor tasked with managing a conversation between the following workers: researcher, coder. "
            "Given the following user request, respond with the worker to act next. Each worker will perform a task and "
            "respond with their results and status. When finished, respond with FINISH.",
        ),
        MessagesPlaceholder("messages"),
    ]
) | model.with_structured_output(Next)
start = [("human", "Write Python code that sorts a list of names.")]
assert supervisor.invoke({"messages": start}).next == "coder"
done = [*start, ("human", "coder: Here is the code: sorted(names). The task is complete.")]
assert supervisor.invoke({"messages": done}).next == "FINISH"
