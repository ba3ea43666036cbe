import type { ChatCompletionRequest } from '../contract/api-types.ts';

/**
 * The fields that decide what the model says. Fields that only decide how much of it is said (`max_tokens`, `stop`, `n`),
 * how it is sent (`stream`, `logprobs`) or what is kept of it (`store`, `user`) are left out, so that the streamed answer
 * equals the plain one and a shorter answer is the beginning of the longer one.
 */
const DECISIVE = [
  'model',
  'messages',
  'tools',
  'tool_choice',
  'functions',
  'function_call',
  'response_format',
  'reasoning_effort',
  'verbosity',
  'temperature',
  'top_p',
  'frequency_penalty',
  'presence_penalty',
  'logit_bias',
  'seed',
  'prediction',
] as const;

/** Deeper structure does not change the hash; a schema nested ten thousand deep must not overflow the stack. */
const MAX_DEPTH = 64;

interface Lanes {
  a: number;
  b: number;
}

function addText(lanes: Lanes, text: string): void {
  let { a, b } = lanes;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    a = Math.imul(a ^ unit, 0x01000193);
    b = Math.imul(b ^ unit, 0x85ebca6b) ^ (b >>> 15);
  }
  lanes.a = Math.imul(a ^ text.length, 0x01000193);
  lanes.b = Math.imul(b ^ 0x2545f491, 0xc2b2ae35);
}

function addValue(lanes: Lanes, value: unknown, depth: number): void {
  if (typeof value === 'string') return addText(lanes, value);
  if (typeof value !== 'object' || value === null) return addText(lanes, `${typeof value}:${String(value)}`);
  if (depth > MAX_DEPTH) return addText(lanes, '…');
  if (Array.isArray(value)) {
    addText(lanes, '[');
    for (const item of value) addValue(lanes, item, depth + 1);
    return;
  }
  addText(lanes, '{');
  const members = value as Readonly<Record<string, unknown>>;
  for (const key of sortedKeys(members)) {
    addText(lanes, key);
    addValue(lanes, members[key], depth + 1);
  }
}

/** Most objects of a request have two keys, for which `sort` and its list of pairs would be most of the work. */
function sortedKeys(members: Readonly<Record<string, unknown>>): string[] {
  const keys = Object.keys(members);
  const [first = '', second = ''] = keys;
  if (keys.length === 2) return first < second ? keys : [second, first];
  return keys.sort();
}

/**
 * A hash of what the request asks for, equal for requests that differ only in key order or in fields that do not decide
 * the words. It seeds everything drawn for the answer.
 *
 * @example hashRequest({ model: 'gpt-5.1', messages: [{ role: 'user', content: 'Hi' }] }) // '5d0c…'
 */
export function hashRequest(request: ChatCompletionRequest): string {
  const lanes: Lanes = { a: 0x811c9dc5, b: 0x9e3779b9 };
  const fields = request as Readonly<Record<string, unknown>>;
  for (const field of DECISIVE) {
    const value = fields[field];
    if (value === undefined || value === null) continue;
    addText(lanes, field);
    addValue(lanes, value, 0);
  }
  return hex(lanes.a) + hex(lanes.b);
}

// Two digits a look-up: `toString(16)` with padding takes four times as long.
const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

const hex = (lane: number): string =>
  `${HEX[lane >>> 24]}${HEX[(lane >>> 16) & 255]}${HEX[(lane >>> 8) & 255]}${HEX[lane & 255]}`;
