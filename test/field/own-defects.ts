/** What was wrong with verify, found by reading its findings about others: where it showed, and what was wrong and was put right. */
export const OWN_DEFECTS: readonly (readonly [where: string, was: string])[] = [
  [
    'recordings without all of their headers',
    '`http.request-id` and `http.ratelimit` were told to be missing where the recorder had not kept them. What nobody recorded is now marked as such (`someHeaders`, `assumed`) and nothing is concluded from it.',
  ],
  [
    'api.openai.com',
    '`model.echo` knew only snapshots with a whole date at the end. `gpt-4-0613`, `gpt-3.5-turbo-0125` and `gpt-4-1106-vision-preview` are snapshots, too: 129 wrong MUSTs.',
  ],
  [
    'api.openai.com, api.groq.com, api.mistral.ai and others',
    'Tokens of models that are not in the catalogue were counted with a vocabulary that is not theirs. Of these, only what no vocabulary can have is told now, and growth is compared with itself.',
  ],
  [
    'api.openai.com, openrouter.ai',
    '`usage.prompt.recount` counted prompts whose cost does not follow from their text: files, videos (even as “about NaN”), functions, web searches, reasoning in earlier answers.',
  ],
  [
    'api.groq.com, ollama.com, bedrock',
    'Reasoning that is shown and not told apart in usage was taken for inflated counts, by `usage.completion.matches` and `usage.completion.inflated`; that it is not told is `usage.reasoning.told`.',
  ],
  [
    'openrouter.ai, mock-openai-api',
    'Usage on a chunk with a choice was told as “no usage came” (`usage.stream.requested`). It did come, in the wrong place: `usage.stream.last`.',
  ],
  [
    'api.deepseek.com, api.mistral.ai',
    'The sentence of `usage.stream.null-elsewhere` spoke only of streams that were asked for usage, and the check of all.',
  ],
  [
    'api.mistral.ai',
    '`tool_calls: null` in a plain answer was a MUST (`body.tool-calls`) beside the SHOULD that it is (`tool.empty-array`), and a call without a type was told twice.',
  ],
  [
    'mock-openai-api',
    'More cached tokens than prompt tokens were told as `usage.sum`, too, and reasoning beyond the completion tokens as `usage.completion.matches`, with negative counts.',
  ],
  [
    '@copilotkit/aimock, mock-openai-api',
    '`finish.length` wanted the word "length" of answers far above their limit. They were not cut off; that the limit was ignored is `param.limit`.',
  ],
  [
    'mock-openai-api',
    'Where a tool was called in the place of a text, `param.stop` and `param.limit` were told to be ignored. Calls although no tool is declared were not told at all; `tool.name.known` does now.',
  ],
  [
    '@copilotkit/aimock, mock-openai-api',
    '`param.limit` wanted the word "length" of answers that had ended well before their limit; they show nothing of what it would have done.',
  ],
  [
    'mock-openai-api',
    '`sse.close` measured from the first [DONE] of a stream that had two, so that it failed now and then, by a few milliseconds.',
  ],
  [
    '@dwmkerr/mock-llm',
    'Answers to requests that are faulty on purpose were asked for the name of a model that the server had no way to read (`model.echo`, `model.echo.stable`).',
  ],
  [
    '@copilotkit/aimock',
    'A connection that is closed while too large a body is sent was a MUST (`http.message`) beside the SHOULD that it is (`err.size`).',
  ],
  [
    'hostile servers',
    'An endpoint that never says anything was asked all seventy questions, each until its time-out, and answers without end were all kept in memory. It is now given up after three of them, and a run keeps a bounded number of bytes; one that is lost in the middle of a run makes the run incomplete instead of leaving it to pass; one that redirects everything is told as such.',
  ],
];
