import type { JsonObject } from '../../contract/requirements.ts';
import { surrogatePairs } from '../../wire/obfuscation.ts';

/** Where an event belongs. */
export type Place = Readonly<Record<string, string | number>>;

/** Writes the events of a stream, with their names, their numbers, and their keys in the order of the API: `type`, then by the alphabet. */
export interface EventTeller {
  event(type: string, members: JsonObject): void;
  item(step: 'added' | 'done', item: JsonObject, place: number): void;
  /** As {@link event}, of a response that is JSON text already. */
  response(type: string, text: string): void;
  /** Writes the pieces of one part; what is the same for all of them is made once. */
  pieces(type: string, at: Place, logprobs: boolean): (text: string, logprobs: readonly object[]) => void;
  /** What has been written since the last call. */
  flush(): string;
}

const json = JSON.stringify;

const LETTERS = 'k3Zq9wLmX2cVb7NhYt5RfGdJ8sAeQ1uPoK6iWzMxC4vBnTyHgFrDjSlEa0UpOkIqZwXmVcNbLtYhRgFdSjAe';
const STEP = 16;

/** As many letters as make the piece a multiple of 16 characters long, which hides its length (recorded 3,394 of 3,394 times). */
function padding(text: string, serial: number): string {
  const length = (STEP - ((text.length - surrogatePairs(text)) % STEP)) % STEP;
  const from = (serial * 7) % (LETTERS.length - STEP);
  return LETTERS.slice(from, from + length);
}

function sorted(members: JsonObject): string {
  const keys = Object.keys(members).sort();
  return keys.map((key) => `,${json(key)}:${json(members[key])}`).join('');
}

/** @param padded whether pieces are padded */
export function createEventTeller(padded: boolean): EventTeller {
  let out = '';
  let serial = 0;

  const begin = (type: string): string => `event: ${type}\ndata: {"type":"${type}"`;

  return {
    event: (type, members) => {
      out += `${begin(type)}${sorted({ ...members, sequence_number: serial++ })}}\n\n`;
    },
    item: (step, item, place) => {
      const head = begin(`response.output_item.${step}`);
      out += `${head},"item":${json(item)},"output_index":${place},"sequence_number":${serial++}}\n\n`;
    },
    response: (type, text) => {
      out += `${begin(type)},"response":${text},"sequence_number":${serial++}}\n\n`;
    },
    pieces: (
      type,
      { content_index: content, item_id: item, output_index: output, summary_index: summary },
      logprobs,
    ) => {
      const head = `${begin(type)}${content === undefined ? '' : `,"content_index":${content}`},"delta":`;
      const place = `,"output_index":${output},"sequence_number":`;
      const tail = `${summary === undefined ? '' : `,"summary_index":${summary}`}}\n\n`;
      return (text, entries) => {
        const probable = logprobs ? `,"logprobs":${entries.length === 0 ? '[]' : json(entries)}` : '';
        const pad = padded ? `,"obfuscation":"${padding(text, serial)}"` : '';
        out += `${head}${json(text)},"item_id":"${item}"${probable}${pad}${place}${serial++}${tail}`;
      };
    },
    flush: () => {
      const text = out;
      out = '';
      return text;
    },
  };
}
