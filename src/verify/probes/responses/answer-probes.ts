import type { Probe } from '../probe.ts';
import { PERSON_SCHEMA } from '../special-probes.ts';
import { UNICODE_ECHO } from '../answer-probes.ts';
import { answer, functionTool, respond, TOOLS, user } from './respond.ts';

const PONG = 'Reply with exactly one word: pong';
const ECHO = `Repeat exactly this text and nothing else: ${UNICODE_ECHO}`;
const POEM = 'Write a long poem about the sea.';
const STREAM = { stream: true } as const;
const VISIBLE = 96;

/** Answers of text, plain and streamed, and what ends them. */
const textProbes: readonly Probe[] = [
  answer('text', 'a short plain answer', 16, [], (context) => respond(context, PONG, 16)),
  answer('text.stream-false', 'the same with "stream": false', 16, [], (context) =>
    respond(context, [user(PONG)], 16, { stream: false }),
  ),
  answer('stream.same', 'the same as a stream', 16, ['stream'], (context) => respond(context, PONG, 16, STREAM)),
  answer('stream.text', 'a stream of many scripts', 48, ['stream'], (context) => respond(context, ECHO, 48, STREAM)),
  answer('stream.plain-usage', 'a stream without padding', 16, ['stream'], (context) =>
    respond(context, PONG, 16, { ...STREAM, stream_options: { include_obfuscation: false } }),
  ),
  answer('stream.long', 'a long stream', 180, ['stream'], (context) =>
    respond(context, 'Count from 1 to 60, separated by spaces. Write nothing else.', 180, STREAM),
  ),
  answer('limit', 'an answer that is cut off', 16, ['limit'], (context) => respond(context, POEM, 16)),
  answer('stream.limit', 'a stream that is cut off', 16, ['limit', 'stream'], (context) =>
    respond(context, POEM, 16, STREAM),
  ),
  answer('null', 'null for fields that may be null, and many scripts', 48, [], (context) =>
    respond(context, [user([{ type: 'input_text', text: ECHO }])], 48, {
      instructions: null,
      metadata: null,
      previous_response_id: null,
      stream: null,
      temperature: null,
      tool_choice: null,
    }),
  ),
  answer('echo', 'parameters that come back', 16, ['tools'], (context) =>
    respond(context, PONG, 16, {
      instructions: 'Be brief.',
      metadata: { run: context.nonce },
      parallel_tool_calls: false,
      prompt_cache_key: context.nonce,
      tools: [functionTool('get_server_status', 'Get the status of the server', { type: 'object', properties: {} })],
      tool_choice: 'none',
      truncation: 'auto',
    }),
  ),
];

const tools = (id: string, title: string, input: string, more: object, uses: Probe['uses']): Probe =>
  answer(id, title, VISIBLE, ['tools', ...uses], (context) =>
    respond(context, [user(input)], VISIBLE, { tools: TOOLS, ...more }),
  );

const WEATHER = "What's the weather in Paris right now?";
const BOTH = "What's the weather in Paris right now, and what time is it in Tokyo?";

/** Calls: of the model's own will, and forced. */
const toolProbes: readonly Probe[] = [
  tools('tools.auto', 'a question that a tool answers', WEATHER, { tool_choice: 'auto' }, []),
  tools('stream.tools.auto', 'the same as a stream', WEATHER, { tool_choice: 'auto', ...STREAM }, ['stream']),
  tools('stream.tools.two', 'two questions that two tools answer', BOTH, STREAM, ['stream', 'parallel-tools']),
  tools('tools.two', 'the same in one piece', BOTH, {}, ['parallel-tools']),
  tools('tools.required', 'a call that is demanded', 'Hi!', { tool_choice: 'required' }, ['tool-choice']),
  tools('stream.tools.required', 'a call that is demanded of a stream', 'Hi!', { tool_choice: 'required', ...STREAM }, [
    'tool-choice',
    'stream',
  ]),
  tools('tools.named', 'a call of a named tool', 'Hi!', { tool_choice: { type: 'function', name: 'get_time' } }, [
    'tool-choice',
  ]),
  tools('tools.none', 'calls that are forbidden', WEATHER, { tool_choice: 'none' }, ['tool-choice']),
  tools('tools.single', 'at most one call', BOTH, { parallel_tool_calls: false }, ['parallel-tools']),
];

const JSON_PROMPT = [user('Extract the facts as a JSON object with the keys name and age: John is 30 years old.')];
const JSON_OBJECT = { text: { format: { type: 'json_object' } } } as const;
const PERSON = { text: { format: { type: 'json_schema', name: 'person', strict: true, schema: PERSON_SCHEMA } } };

const jsonProbes: readonly Probe[] = [
  answer('json.object', 'an answer in JSON mode', 48, ['json-object'], (context) =>
    respond(context, JSON_PROMPT, 48, JSON_OBJECT),
  ),
  answer('stream.json', 'a stream in JSON mode', 48, ['json-object', 'stream'], (context) =>
    respond(context, JSON_PROMPT, 48, { ...JSON_OBJECT, ...STREAM }),
  ),
  answer('json.schema', 'an answer that fits a schema', VISIBLE, ['json-schema'], (context) =>
    respond(context, 'Describe John, who is 30 years old, lives in Berlin and is a member.', VISIBLE, PERSON),
  ),
];

const isolated = (id: string, letter: string): Probe =>
  answer(
    id,
    `one of two streams at once (${letter})`,
    32,
    ['stream'],
    (context) =>
      respond(context, `Repeat exactly this text and nothing else: the code is ${context.nonce}`, 32, STREAM),
    { together: 'isolation' },
  );

const sideProbes: readonly Probe[] = [
  isolated('isolation.a', 'a'),
  isolated('isolation.b', 'b'),
  answer('abort', 'a stream that the client leaves', 180, ['stream'], (context) => ({
    ...respond(context, 'Write a long story about a lighthouse.', 180, STREAM),
    leaveAfter: 4,
  })),
  answer('abort.after', 'a short answer right after that', 16, [], (context) => respond(context, PONG, 16)),
];

/** Answers of a model, whatever is kept of them. */
export const responseAnswerProbes: readonly Probe[] = [...textProbes, ...toolProbes, ...jsonProbes, ...sideProbes];
