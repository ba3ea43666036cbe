import type { Message } from '../../src/contract/api-types.ts';

/** A turn of the user's. */
export const user = (content: string): Message => ({ role: 'user', content });

/** A request with one turn of the user's. @param over what else it asks for */
export function ask<Over extends object = object>(
  content: string,
  over?: Over,
): { readonly model: string; readonly messages: [{ role: 'user'; content: string }] } & Over {
  return { model: 'gpt-5.1', messages: [{ role: 'user', content }], ...(over as Over) };
}

/** What requests over HTTP have, with a key that every mock takes. */
export const HEADERS: Readonly<Record<string, string>> = {
  authorization: 'Bearer sk-test',
  'content-type': 'application/json',
};
