import type { Fault } from './fault.ts';

/** Titles of fault classes, by the first part of their names. */
export const FAULT_CLASSES: Readonly<Record<string, string>> = {
  auth: 'Authentication',
  b: 'Plain responses',
  billing: 'Billing',
  cheat: 'Conditional cheats of resellers',
  chunk: 'Stream chunks',
  content: 'Content',
  cors: 'CORS',
  e: 'Error bodies',
  embeddings: 'Embeddings',
  err: 'Error handling',
  finish: 'Finish reasons',
  history: 'Conversations',
  http: 'HTTP headers and concurrency',
  json: 'JSON mode',
  model: 'Models',
  net: 'Connections',
  param: 'Parameters',
  reason: 'Reasoning',
  relay: 'Relays',
  responses: 'Responses API',
  role: 'Message roles',
  sse: 'Event streams',
  time: 'Timing',
  tool: 'Tool calls',
  usage: 'Token counts',
  vision: 'Images',
};

/** The class of a fault. @example faultClass(fault) // 'sse' */
export function faultClass({ name }: Fault): string {
  return name.slice(0, name.indexOf('.'));
}
