/** An application that runs against the mock, with nothing set but the variables that its client reads. */
export interface Application {
  readonly name: string;
  /** Packages with exact versions; the first is the application. */
  readonly packages: readonly [string, ...string[]];
  /** Script below `python/`, which asserts parsed values and next steps. */
  readonly script: string;
  readonly proves: string;
  /** What it would download at run time, and what stands in its place. */
  readonly replaced?: string;
}

const OPENAI = 'openai==3.57.0';
const LANGCHAIN = ['langchain==1.5.2', 'langchain-openai==1.7.4', 'langgraph==1.2.24'] as const;

/** Each ends by itself, and its own parser accepts every answer. */
export const APPLICATIONS: readonly Application[] = [
  {
    name: 'openai-python',
    packages: [OPENAI],
    script: 'openai_python.py',
    proves: 'Responses (state, stream, parse), Chat Completions (parse), embeddings whose nearness makes sense',
  },
  {
    name: 'openai-agents',
    packages: ['openai-agents==0.24.0'],
    script: 'openai_agents.py',
    proves: 'handoff to the right agent, which calls its tool and answers with the result',
  },
  {
    name: 'pydantic-ai',
    packages: ['pydantic-ai-slim[openai]==2.68.0'],
    script: 'pydantic_ai.py',
    proves: 'SQL as typed output, a validator that asks once more, a tool',
  },
  {
    name: 'instructor',
    packages: ['instructor==1.17.0'],
    script: 'instructor.py',
    proves: 'a list of objects, and a validation error that is mended when asked again',
  },
  {
    name: 'llm',
    packages: ['llm==0.36', OPENAI],
    script: 'llm.py',
    proves: 'a prompt and a schema on the command line',
  },
  {
    name: 'LiteLLM',
    packages: ['litellm==1.110.2'],
    script: 'litellm.py',
    proves: 'chat, stream, Responses and embeddings by its routes',
    replaced: 'its price list: the one of the package',
  },
  {
    name: 'LangChain',
    packages: LANGCHAIN,
    script: 'langchain.py',
    proves: 'router, grader, RAG, standalone question, multi-query, SQL that runs, agent of two steps, supervisor',
    replaced: 'its token table: embeddings are sent as text',
  },
  {
    name: 'ReAct',
    packages: LANGCHAIN,
    script: 'langchain_react.py',
    proves: 'a loop over plain text to its final answer',
  },
  {
    name: 'LlamaIndex',
    packages: ['llama-index-core==0.12.52.post1', 'llama-index-llms-openai==0.4.7'],
    script: 'llama_index.py',
    proves: 'a selector, and an answer from context',
    replaced: 'its token table: words are counted',
  },
  {
    name: 'LlamaIndex sub-questions',
    packages: ['llama-index-core==0.12.52.post1', 'llama-index-llms-openai==0.4.7'],
    script: 'llama_index_questions.py',
    proves: 'a question split for two tools',
    replaced: 'its token table: words are counted',
  },
  {
    name: 'DSPy',
    packages: ['dspy==3.4.1'],
    script: 'dspy.py',
    proves: 'ChainOfThought, typed outputs, an answer from context',
  },
  {
    name: 'smolagents',
    packages: ['smolagents[openai]==1.26.0'],
    script: 'smolagents.py',
    proves: 'ToolCallingAgent and CodeAgent call the tool and end with its result',
  },
  {
    name: 'AutoGen',
    packages: ['autogen-agentchat==0.7.5', 'autogen-ext[openai]==0.7.5'],
    script: 'autogen.py',
    proves: 'writer and critic until the critic approves',
  },
  {
    name: 'aider',
    packages: ['aider-chat==0.86.2'],
    script: 'aider.py',
    proves: 'two edits of a file, as blocks and whole',
    replaced: 'its update check and analytics: off',
  },
  {
    name: 'inspect_ai',
    packages: ['inspect-ai==0.3.285', OPENAI],
    script: 'inspect_ai.py',
    proves: 'multiple choice with its own scorer, answers that a model grades',
  },
];
