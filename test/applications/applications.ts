/** An application that runs against the mock, with nothing set but the variables that its client reads. */
export interface Application {
  readonly name: string;
  /** Where its packages come from, and the folder of its script. */
  readonly language: 'python' | 'node' | 'go' | 'java';
  /** Packages with exact versions; the first is the application. */
  readonly packages: readonly [string, ...string[]];
  /** Script below the folder of the language, which asserts parsed values and next steps. */
  readonly script: string;
  readonly proves: string;
  /** What it would download at run time, and what stands in its place. */
  readonly replaced?: string;
}

const OPENAI = 'openai==3.57.0';
const LANGCHAIN = ['langchain==1.5.2', 'langchain-openai==1.7.4', 'langgraph==1.2.24', 'numpy==2.3.4'] as const;

/** Each ends by itself, and its own parser accepts every answer. */
export const APPLICATIONS: readonly Application[] = [
  {
    name: 'openai-python',
    language: 'python',
    packages: [OPENAI],
    script: 'openai_python.py',
    proves: 'Responses (state, stream, parse, limits), Chat Completions (parse), embeddings whose nearness makes sense',
  },
  {
    name: 'openai-agents',
    language: 'python',
    packages: ['openai-agents==0.24.0'],
    script: 'openai_agents.py',
    proves:
      'handoff to the right agent, which calls its tool; stream, chain by id, thoughts kept by the client, typed output',
  },
  {
    name: 'pydantic-ai',
    language: 'python',
    packages: ['pydantic-ai-slim[openai]==2.68.0'],
    script: 'pydantic_ai.py',
    proves: 'SQL as typed output, a validator that asks once more, a tool, a chain by id, streamed thoughts',
  },
  {
    name: 'instructor',
    language: 'python',
    packages: ['instructor==1.17.0'],
    script: 'instructor.py',
    proves: 'a list of objects, and a validation error that is fixed when asked again',
  },
  {
    name: 'llm',
    language: 'python',
    packages: ['llm==0.36', OPENAI],
    script: 'llm.py',
    proves: 'a prompt and a schema on the command line',
  },
  {
    name: 'LiteLLM',
    language: 'python',
    packages: ['litellm==1.110.2'],
    script: 'litellm.py',
    proves: 'chat, stream, Responses (chain, retrieve, delete), a tool by way of Responses, embeddings',
    replaced: 'its price list: the one of the package',
  },
  {
    name: 'LiteLLM gateway',
    language: 'python',
    packages: ['litellm[proxy]==1.108.7'],
    script: 'litellm_gateway.py',
    proves: 'its proxy between two taps: four exchanges paired, the changed model shown, what it breaks blamed on it',
    replaced: 'its price list: the one of the package',
  },
  {
    name: 'LangChain',
    language: 'python',
    packages: LANGCHAIN,
    script: 'langchain.py',
    proves: 'router, grader, RAG, standalone question, multi-query, SQL that runs, agent of two steps, supervisor',
    replaced: 'its token table: embeddings are sent as text',
  },
  {
    name: 'ReAct',
    language: 'python',
    packages: LANGCHAIN,
    script: 'langchain_react.py',
    proves: 'a loop over plain text to its final answer',
  },
  {
    name: 'LlamaIndex',
    language: 'python',
    packages: ['llama-index-core==0.12.52.post1', 'llama-index-llms-openai==0.4.7'],
    script: 'llama_index.py',
    proves: 'a selector, and an answer from context',
    replaced: 'its token table: words are counted',
  },
  {
    name: 'LlamaIndex sub-questions',
    language: 'python',
    packages: ['llama-index-core==0.12.52.post1', 'llama-index-llms-openai==0.4.7'],
    script: 'llama_index_questions.py',
    proves: 'a question split for two tools',
    replaced: 'its token table: words are counted',
  },
  {
    name: 'DSPy',
    language: 'python',
    packages: ['dspy==3.4.1'],
    script: 'dspy.py',
    proves: 'ChainOfThought, typed outputs, an answer from context',
  },
  {
    name: 'smolagents',
    language: 'python',
    packages: ['smolagents[openai]==1.26.0'],
    script: 'smolagents.py',
    proves: 'ToolCallingAgent and CodeAgent call the tool and end with its result',
  },
  {
    name: 'AutoGen',
    language: 'python',
    packages: ['autogen-agentchat==0.7.5', 'autogen-ext[openai]==0.7.5'],
    script: 'autogen.py',
    proves: 'writer and critic until the critic approves',
  },
  {
    name: 'aider',
    language: 'python',
    packages: ['aider-chat==0.86.2'],
    script: 'aider.py',
    proves: 'two edits of a file, as blocks and whole',
    replaced: 'its update check and analytics: off',
  },
  {
    name: 'inspect_ai',
    language: 'python',
    packages: ['inspect-ai==0.3.285', OPENAI],
    script: 'inspect_ai.py',
    proves: 'multiple choice with its own scorer, answers that a model grades',
  },
  {
    name: 'AI SDK',
    language: 'node',
    packages: ['ai@7.0.173', '@ai-sdk/openai@4.0.118', 'zod@4.6.7'],
    script: 'ai-sdk.js',
    proves: 'a chain of two tools, of which the second needs what the first found, and an object',
  },
  {
    name: '@openai/agents',
    language: 'node',
    packages: ['@openai/agents@0.20.0', 'zod@4.6.7'],
    script: 'openai-agents.js',
    proves: 'handoff to the right agent, which calls its tool and answers with the result',
  },
  {
    name: 'LangGraph supervisor',
    language: 'node',
    packages: [
      '@langchain/langgraph-supervisor@1.1.3',
      '@langchain/langgraph@1.7.3',
      '@langchain/openai@1.6.0',
      '@langchain/core@1.4.0',
      'zod@4.6.7',
    ],
    script: 'langgraph-supervisor.js',
    proves: 'work goes to the agent that fits, and its answer comes back',
  },
  {
    name: 'Mastra',
    language: 'node',
    packages: ['@mastra/core@1.71.0', '@ai-sdk/openai@4.0.118', 'zod@4.6.7'],
    script: 'mastra.js',
    proves: 'an agent with a tool, and an object by a schema that stands in the prompt',
  },
  {
    name: 'Qwen Code',
    language: 'node',
    packages: ['@qwen-code/qwen-code@0.24.4'],
    script: 'qwen-code.js',
    proves: 'a coding agent reads a file, edits it and ends',
  },
  {
    name: 'Codex CLI',
    language: 'node',
    packages: ['@openai/codex@0.171.0'],
    script: 'codex.js',
    proves: 'Responses: it runs a command and answers with what that printed; the session is resumed',
  },
  {
    name: 'openai-java',
    language: 'java',
    packages: ['com.openai:openai-java:4.105.0'],
    script: 'OpenAiJava.java',
    proves: 'one call of Chat Completions, one of Responses',
  },
  {
    name: 'promptfoo',
    language: 'node',
    packages: ['promptfoo@0.123.1'],
    script: 'promptfoo.js',
    proves: 'assertions that a model grades, one that holds and one that does not',
    replaced: 'its update check and telemetry: off',
  },
  {
    name: 'openai-go',
    language: 'go',
    packages: ['github.com/openai/openai-go/v3@v3.99.0'],
    script: 'openai_go.go',
    proves: 'one call of Chat Completions with a schema, one of Responses',
  },
];
