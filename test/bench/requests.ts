import { request as httpRequest } from 'node:http';
import { SERIAL_DIGITS, type RequestText } from './load/orders.ts';
import type { ControlAnswer, Server } from './servers.ts';

/** Stands in a body for the number that makes it different from others. */
export const SERIAL: string = '#'.repeat(SERIAL_DIGITS);

/** Asks for a text of so many words, each time another. */
export const essay = (words: number): string =>
  `Write an essay of ${words} words about a week on an island. Our number is ${SERIAL}.`;

/** A conversation as an application sends it: a system message, an earlier turn, sampling parameters. About 900 bytes. */
export function chatBody(ask: string, over: Readonly<Record<string, unknown>> = {}): string {
  return JSON.stringify({
    model: 'gpt-5.1',
    messages: [
      {
        role: 'system',
        content:
          'You are the assistant of a small travel agency. Answer in a friendly tone, keep to the facts that you know, and say so when you do not know something. Prices are in euros and include taxes unless the customer asks otherwise.',
      },
      {
        role: 'user',
        content: 'Hello! We would like to spend a week by the sea in early September with two children.',
      },
      {
        role: 'assistant',
        content:
          'That sounds lovely! Early September is a good time: the water is still warm and the beaches are quieter. Do you have a country in mind, and how long may the journey take?',
      },
      { role: 'user', content: ask },
    ],
    temperature: 0.7,
    max_completion_tokens: 500,
    user: 'customer-4711',
    ...over,
  });
}

/** The same conversation in the form of Responses. */
export function asResponses(body: string): string {
  const { messages, max_completion_tokens, verbosity, ...rest } = JSON.parse(body) as Record<string, unknown>;
  return JSON.stringify({ ...rest, input: messages, max_output_tokens: max_completion_tokens, text: { verbosity } });
}

/** The HTTP text of a request; `SERIAL` in the body is where it is made different. */
export function requestText(port: number, body: string, path = '/chat/completions'): RequestText {
  const head = [
    `POST /v1${path} HTTP/1.1`,
    `host: 127.0.0.1:${port}`,
    'authorization: Bearer sk-bench',
    'content-type: application/json',
    'accept: application/json',
    'user-agent: starmock-bench',
    `content-length: ${Buffer.byteLength(body)}`,
  ].join('\r\n');
  const [before = '', after] = `${head}\r\n\r\n${body}`.split(SERIAL);
  return after === undefined ? { before } : { before, after };
}

export const numbered = (body: string, serial: number): string =>
  body.replace(SERIAL, String(serial).padStart(SERIAL_DIGITS, '0'));

/** Headers that Node adds by itself, to the answers of a control too. */
const OWN = new Set(['date', 'connection', 'keep-alive', 'transfer-encoding']);

/** An answer as it came, for a control to repeat. @throws Error when it is not a 200 */
export function record(server: Server, body: string, path = '/chat/completions'): Promise<ControlAnswer> {
  return new Promise((resolve, reject) => {
    const call = httpRequest(
      `${server.url}${path}`,
      {
        method: 'POST',
        agent: false,
        headers: { authorization: 'Bearer sk-bench', 'content-type': 'application/json' },
      },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => {
          const text = Buffer.concat(chunks).toString();
          if (response.statusCode !== 200) return reject(new Error(`${response.statusCode}: ${text}`));
          const headers = response.rawHeaders.flatMap((name, at, raw) =>
            at % 2 === 0 && !OWN.has(name.toLowerCase()) ? [name, raw[at + 1] ?? ''] : [],
          );
          resolve({ headers, body: text });
        });
      },
    );
    call.on('error', reject);
    call.end(body);
  });
}
