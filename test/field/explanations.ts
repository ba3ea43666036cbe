/** Why findings are true, one sentence for several requirements of a server or of a provider's recordings; some show not in each run. */
export type Explained = readonly (readonly [requirements: readonly string[], why: string, when?: 'at times'])[];

const NOT_CHECKED =
  'It does not look at this part of a request, so a client that sends it never learns of its mistake here.';
const FIXED_TEXT = 'By design: it says a fixed text, whatever was asked.';
const NO_LIMITS = 'It has no rate limits to tell, which obliges nobody.';
const NO_EXPOSURE = 'Browsers may read the answer, and not all of the headers Retry-After and x-request-id.';
const ASKED_FOR_NOTHING = 'Usage was asked for, and the other chunks leave the key out instead of sending null.';
const REASONING_UNTOLD = 'The message shows its reasoning, and usage does not say how many of the tokens that was.';
const NO_CONTENT = 'An answer with tool calls leaves the key "content" out instead of sending null.';
const OTHER_NAME = 'The answer names the model in another way than the request did: an alias was resolved.';
const OWN_KEYS = 'Keys of its own beside those of the contract, which is legal.';

/** By server, as `FIELD_TARGETS` names it. */
export const SERVER_EXPLANATIONS: Readonly<Record<string, Explained>> = {
  '@copilotkit/aimock': [
    [
      ['err.messages', 'err.role', 'err.media-type', 'err.first'],
      'No fixture matches what it cannot read, and then it says 404 with the code no_fixture_match instead of 400.',
    ],
    [
      [
        'err.model',
        'err.model.missing',
        'err.range',
        'err.status',
        'err.stream.plain',
        'err.type',
        'err.stop-count',
        'err.tool-name',
        'err.tool-order',
        'err.utf8',
        'param.stream-options',
        'json.word',
      ],
      NOT_CHECKED,
    ],
    [['err.size'], 'It closes the connection when a body reaches 10 MiB, before it has answered.'],
    [
      ['err.code', 'err.param'],
      'Errors about unknown paths have no such key, and those about API keys have no param; the errors of fixtures may.',
    ],
    [
      ['history.parts', 'history.read', 'history.system', 'history.developer', 'vision.seen'],
      'By design: the fixture has a fixed text, whatever the conversation says.',
    ],
    [
      ['history.result.used', 'tool.choice.named', 'tool.choice.none', 'tool.two'],
      'The fixture matches on a declared tool: whether a choice forbids or names one, or a result of the call is there already, is not looked at, and two calls are not in it.',
    ],
    [['json.object', 'json.schema', 'json.stream'], 'The fixture has a text; response_format does not change it.'],
    [['param.limit.one'], 'A limit of one token does not cut the text of a fixture, and the reason stays "stop".'],
    [['param.logprobs', 'param.n'], 'Neither is played: no logprobs come, and one choice.'],
    [
      ['usage.prompt.linear', 'usage.prompt.recount'],
      'It estimates: four characters a token of the text, and none for what stands around messages.',
    ],
    [['vision.counted'], 'An image costs no tokens in its estimate.'],
    [['usage.stream.null-elsewhere'], ASKED_FOR_NOTHING],
    [['model.list.complete'], 'It lists models of its own, not those of the profile that it was verified by.'],
    [['cors.expose'], NO_EXPOSURE],
    [['http.ratelimit'], NO_LIMITS],
  ],
  'mock-openai-api': [
    [
      ['auth.empty', 'auth.invalid', 'auth.missing', 'auth.scheme'],
      'It takes any key and none: the body is looked at first, and alone.',
    ],
    [
      ['err.json', 'err.media-type', 'err.size'],
      'What the body parser refuses is told as status 500, which clients repeat.',
    ],
    [['err.model'], 'An unknown model is told as status 400.'],
    [
      [
        'err.range',
        'err.status',
        'err.type',
        'err.stream.plain',
        'err.stop-count',
        'err.tool-name',
        'err.tool-order',
        'err.utf8',
        'param.stream-options',
        'json.word',
      ],
      NOT_CHECKED,
    ],
    [['err.first', 'err.param'], 'Its errors have no key "param".'],
    [
      ['err.server', 'vision.invalid'],
      'A message with content in parts, which is how images and many clients’ texts are sent, ends in status 500.',
    ],
    [
      ['history.read', 'history.system', 'history.developer', 'json.object', 'json.schema', 'json.stream'],
      `${FIXED_TEXT} Where no case matches, it lists its cases.`,
    ],
    [['param.limit.one'], 'A limit of one token cuts neither its texts nor its calls.'],
    [['param.logprobs', 'param.n'], 'Neither is played: no logprobs come, and one choice.'],
    [
      ['sse.done.last', 'sse.done.once'],
      'A stream of gpt-4-mock goes on after its [DONE], and ends with a second one.',
    ],
    [
      ['tool.choice.named', 'tool.choice.required', 'tool.expected', 'tool.two'],
      'Calls come by the text of the prompt; tools and tool_choice of the request are not looked at.',
    ],
    [
      ['tool.name.known', 'tool.args.schema'],
      'gpt-4-mock calls tools that the request does not declare, or with arguments that are not theirs.',
    ],
    [['tool.id.length'], 'The ids of its calls have 43 characters; the original takes back at most 40.'],
    [['usage.cached.part'], 'A fixed number of cached tokens is told, more than the prompt has.'],
    [
      ['usage.sum'],
      'The total of mock-gpt-thinking counts reasoning beside the completion tokens instead of within them.',
    ],
    [
      ['usage.completion.matches', 'usage.prompt.recount'],
      'Counts are a quarter of the characters, of the last message alone; a call costs nothing, and a stream 19 tokens whatever it says.',
    ],
    [
      ['usage.prompt.same'],
      'A streamed request costs another number of prompt tokens than the same one in plain form.',
    ],
    [
      ['usage.stream.last', 'usage.stream.null-elsewhere'],
      'Usage stands on a chunk with a choice, asked for or not, and no chunk of its own follows.',
    ],
    [['http.request-id'], 'There is no x-request-id.'],
    [['model.retrieve'], 'There is no GET /v1/models/{model}.'],
    [['model.list.complete'], 'It lists models of its own, not those of the profile that it was verified by.'],
    [['model.fingerprint'], 'system_fingerprint is drawn anew for each answer.'],
    [['cors.expose'], NO_EXPOSURE],
    [['http.ratelimit'], NO_LIMITS],
  ],
  '@dwmkerr/mock-llm': [
    [['auth.empty', 'auth.invalid', 'auth.missing', 'auth.scheme'], 'It takes any key and none.'],
    [['body.id'], 'Ids are made of the millisecond, and two answers may have the same.', 'at times'],
    [['body.choice.index'], 'The choice of a plain answer has no index.'],
    [['body.created', 'chunk.schema'], 'Neither answers nor chunks say when they were created.'],
    [
      [
        'err.messages',
        'err.model',
        'err.model.missing',
        'err.range',
        'err.role',
        'err.status',
        'err.stream.plain',
        'err.type',
        'err.media-type',
        'err.stop-count',
        'err.tool-name',
        'err.tool-order',
        'err.utf8',
        'param.stream-options',
        'json.word',
      ],
      NOT_CHECKED,
    ],
    [['err.schema'], '"error" is a text, with "message" and "status" beside it, instead of an object with them.'],
    [
      ['err.server', 'vision.invalid'],
      'Its default rule writes the last message into a JSON template as it stands; content in parts does not fit, and ends in status 500.',
    ],
    [['model.schema'], 'Models in its list do not say when they were created.'],
    [['model.unknown'], 'GET /v1/models/{model} answers with the list, whatever the name.'],
    [['model.list.complete'], 'It lists models of its own, not those of the profile that it was verified by.'],
    [
      ['usage.stream.requested', 'usage.stream.null-elsewhere'],
      'Usage is told neither where it is asked for nor elsewhere in a stream.',
    ],
    [['body.usage'], 'Its default rule tells no usage in plain answers.'],
    [['http.request-id'], 'There is no x-request-id.'],
    [['http.ratelimit'], NO_LIMITS],
    [['cors.preflight'], 'Browsers of another origin cannot use it, which obliges nobody.'],
    [['finish.merged'], 'The last piece of text stands on the chunk that finishes, which is legal.'],
  ],
};

/** By provider, as the recordings name it. */
export const RECORDING_EXPLANATIONS: Readonly<Record<string, Explained>> = {
  'api.cerebras.ai': [
    [['body.message'], NO_CONTENT],
    [['model.echo'], OTHER_NAME],
    [['usage.reasoning.told'], REASONING_UNTOLD],
  ],
  'api.deepseek.com': [
    [['usage.stream.null-elsewhere'], 'The chunk that finishes tells usage, though nobody asked for it.'],
  ],
  'api.groq.com': [
    [['body.message'], NO_CONTENT],
    [['chunk.created.stable'], 'In a stream that passed from one second to the next, later chunks say another time.'],
    [['model.echo'], OTHER_NAME],
    [['reason.tags'], 'The reasoning of a distilled model stands between think tags in the content.'],
    [['err.param'], 'Its errors have no key "param".'],
    [['sse.event.none'], 'An error in a stream is an event with the name "error".'],
    [['err.in-stream'], 'Two streams ended in an error, told as clients expect: a fact about them, not a defect.'],
    [
      ['stream.completes'],
      'The model called a tool with arguments outside its schema, and the service ends such a stream with an error.',
    ],
    [
      ['usage.prompt.recount'],
      'A compound model charges the prompts of the tools it runs: thousands of tokens for a question of ten words.',
    ],
    [['usage.reasoning.told'], REASONING_UNTOLD],
    [['usage.stream.null-elsewhere'], 'The chunk that finishes tells usage, though nobody asked for it.'],
    [['chunk.unknown'], OWN_KEYS],
    [['tool.args.fragmented'], 'Arguments come in one piece, which is legal.'],
  ],
  'api.mistral.ai': [
    [['body.tool-calls'], 'Calls of plain answers have no "type".'],
    [['tool.empty-array'], 'Answers without calls have the key all the same, with null.'],
    [['usage.stream.null-elsewhere'], 'The chunk that finishes tells usage, though nobody asked for it.'],
    [['chunk.unknown'], OWN_KEYS],
  ],
  'api.openai.com': [[['http.ratelimit'], 'A defect of the recording: its recorder joined several headers into one.']],
  'api.together.xyz': [[['finish.value'], 'The finish_reason is "eos", the word of the engine.']],
  'bedrock-mantle.us-east-1.api.aws': [[['usage.reasoning.told'], REASONING_UNTOLD]],
  'ollama.com': [[['usage.reasoning.told'], REASONING_UNTOLD]],
  'openrouter.ai': [
    [['err.schema', 'err.param'], 'Its errors have code, message and metadata, and neither type nor param.'],
    [['err.code'], 'The code is the status as a number, where the original has a word or null.'],
    [['finish.once'], 'The chunk with usage repeats the choice with its finish_reason.'],
    [
      ['model.echo'],
      'Answers name the upstream’s snapshot in another spelling; one request listed another model as its alternative.',
    ],
    [
      ['usage.stream.last', 'usage.stream.null-elsewhere'],
      'Usage stands on a last chunk that has a choice, and the others leave the key out.',
    ],
    [['chunk.role.once'], 'Every chunk carries the role.'],
    [
      ['usage.prompt.recount'],
      'A question of three words was charged with 687 tokens, of which 679 were cached: the model was sent more than was asked.',
    ],
    [['usage.reasoning.told'], REASONING_UNTOLD],
    [['chunk.unknown'], OWN_KEYS],
    [['sse.comment'], 'Comments keep the line open, which is legal.'],
  ],
  'router.huggingface.co': [
    [['reason.tags'], 'The reasoning stands between think tags in the content.'],
    [['tool.empty-array'], 'Answers without calls have the key all the same, with [].'],
  ],
};

/** The sentence for a requirement, if there is one. */
export const explained = (all: Explained | undefined, requirement: string): string | undefined =>
  all?.find(([requirements]) => requirements.includes(requirement))?.[1];
