import type { Message } from '../../contract/api-types.ts';

/** A call the assistant made since the user last spoke. */
export interface PastCall {
  readonly name: string;
  /** Arguments or input as text, lower case. */
  readonly text: string;
}

/** Frameworks deliver files that a tool returned as a user message right behind its result; that asks for nothing new. */
function isAttachment(messages: readonly Message[], index: number): boolean {
  const [message, before] = [messages[index], messages[index - 1]];
  return (
    before?.role === 'tool' && Array.isArray(message?.content) && message.content.some((part) => part.type !== 'text')
  );
}

/** Calls since the last user message; empty when the user spoke last. */
export function callsSinceUser(messages: readonly Message[]): readonly PastCall[] {
  const calls: PastCall[] = [];
  for (let i = messages.length - 1; i >= 0; i--) {
    const message = messages[i];
    if (message === undefined || (message.role === 'user' && !isAttachment(messages, i))) break;
    for (const call of message.tool_calls ?? []) {
      const made = call.function ?? call.custom;
      if (made !== undefined)
        calls.push({ name: made.name, text: ('arguments' in made ? made.arguments : made.input).toLowerCase() });
    }
    const legacy = message.function_call;
    if (legacy !== undefined && legacy !== null)
      calls.push({ name: legacy.name, text: legacy.arguments.toLowerCase() });
  }
  return calls;
}

const FAILED =
  /^\W{0,3}(?:error|failed|failure|exception|traceback|unauthori[sz]ed|invalid|permission denied|timed? ?out)\b|"(?:error|is_error)"\s*:\s*(?!null|false|""|\[\])|^[A-Z]\w{0,40}(?:Error|Exception):/i;

function textOf(content: Message['content']): string {
  if (typeof content === 'string') return content.slice(0, 2000);
  return (content ?? [])
    .map((part) => part.text ?? '')
    .join('\n')
    .slice(0, 2000);
}

/** Whether the newest tool result reports a failure. */
export function lastResultFailed(messages: readonly Message[]): boolean {
  const last = messages.at(-1);
  return (last?.role === 'tool' || last?.role === 'function') && FAILED.test(textOf(last.content));
}

/** Texts of earlier user messages, newest first, without the last one. */
export function earlierUserTexts(messages: readonly Message[], limit: number = 3): readonly string[] {
  const texts: string[] = [];
  for (let i = messages.length - 1; i >= 0 && texts.length <= limit; i--) {
    const message = messages[i];
    if (message?.role === 'user') texts.push(textOf(message.content));
  }
  return texts.slice(1);
}
