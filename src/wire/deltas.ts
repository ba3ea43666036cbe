import type { ToolOpenEvent } from '../engine/plan.ts';
import type { Identity } from './identity.ts';
import type { Opening } from './openings.ts';

const text = JSON.stringify;

/** Members of a delta that announce a tool call; arguments follow in pieces. */
export function toolHeader(event: ToolOpenEvent, identity: Identity): string {
  const name = text(event.name);
  switch (event.tool) {
    case 'legacy':
      return `"function_call":{"name":${name},"arguments":""}`;
    case 'custom':
      return `"tool_calls":[{"index":${event.index},"id":"${identity.callId(event.call)}","type":"custom","custom":{"name":${name},"input":""}}]`;
    case 'function':
      return `"tool_calls":[{"index":${event.index},"id":"${identity.callId(event.call)}","type":"function","function":{"name":${name},"arguments":""}}]`;
  }
}

/** A delta with a piece of a call's arguments or input: nothing but the index says which call. */
export function toolPiece(tool: ToolOpenEvent['tool'], index: number, piece: string): string {
  switch (tool) {
    case 'legacy':
      return `{"function_call":{"arguments":${text(piece)}}}`;
    case 'custom':
      return `{"tool_calls":[{"index":${index},"custom":{"input":${text(piece)}}}]}`;
    case 'function':
      return `{"tool_calls":[{"index":${index},"function":{"arguments":${text(piece)}}}]}`;
  }
}

/** The first delta of a choice. A single call's header rides on it. */
export function firstDelta(opening: Opening, header: string): string {
  switch (opening) {
    case 'text':
      return '{"role":"assistant","content":"","refusal":null}';
    case 'refusal':
      return '{"role":"assistant","content":null,"refusal":""}';
    case 'many-tools':
      return '{"role":"assistant","content":null}';
    case 'one-tool':
      return `{"role":"assistant","content":null,${header},"refusal":null}`;
  }
}
