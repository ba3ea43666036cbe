import type { Message } from '../contract/api-types.ts';
import { readImageSize } from '../contract/image-size.ts';
import type { ImageFact } from '../engine/understand/ask.ts';

function factOf(url: string): ImageFact {
  if (!url.startsWith('data:')) return { kind: 'url' };
  const size = readImageSize(url);
  return size ? { kind: size.kind, width: size.width, height: size.height } : { kind: 'unknown' };
}

/** What the headers of a prompt's images tell, for the messages after the last answer. */
export function imageFacts(messages: readonly Message[]): ImageFact[] {
  const from = messages.findLastIndex((message) => message.role === 'assistant') + 1;
  const facts: ImageFact[] = [];
  for (const message of messages.slice(from)) {
    if (!Array.isArray(message.content)) continue;
    for (const part of message.content) {
      if (part.type === 'image_url') facts.push(factOf(part.image_url.url));
    }
  }
  return facts;
}
