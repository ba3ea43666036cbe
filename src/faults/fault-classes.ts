import type { Fault } from './fault.ts';

/** What the faults of a class are about, by the first word of their names. */
export const FAULT_CLASSES: Readonly<Record<string, string>> = {
  auth: 'How requests are let in',
  b: 'Plain answers',
  billing: 'What is charged',
  chunk: 'Chunks of a stream',
  content: 'What is said',
  cors: 'Browsers of other origins',
  e: 'The form of errors',
  err: 'What is answered with an error',
  finish: 'How a choice is finished',
  history: 'How a conversation is read',
  http: 'Heads, statuses and requests side by side',
  json: 'JSON mode',
  model: 'Who answers, and lists of models',
  net: 'Connections',
  param: 'Parameters',
  reason: 'Reasoning',
  relay: 'Relays',
  responses: 'Responses',
  role: 'Roles of messages',
  sse: 'Event streams',
  time: 'Time',
  tool: 'Tool calls',
  usage: 'Counts of tokens',
  vision: 'Images',
};

/** The class of a fault. @example faultClass(fault) // 'sse' */
export function faultClass({ name }: Fault): string {
  return name.slice(0, name.indexOf('.'));
}
