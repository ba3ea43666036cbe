import type { JsonValue } from '../../contract/api-types.ts';
import type { Ask } from '../understand/ask.ts';
import { shorten } from '../understand/extract.ts';
import type { Voice } from './voice.ts';

const AGE = /\b(\d{1,3}) years? old\b/i;
const NAME = /\b([A-Z][a-z]+(?: [A-Z][a-z]+)?)(?= (?:is|was|lives|works|who|has|born)\b|,)/;
const EMAIL = /[\w.+-]{1,64}@[\w-]{1,64}\.[\w.-]{2,32}/;
const CITY = /\b(?:lives in|from|based in|located in) ([A-Z][a-z]+(?: [A-Z][a-z]+)?)/;
const PRICE = /[$€£¥]\s?(\d+(?:[.,]\d+)?)/;
const PAIR = /\b([a-z][a-z_ ]{1,20}):\s{0,3}([^,;\n{}]{1,60})/gi;

/** What a short text says in words, as the fields that people mean by "as JSON". */
function fieldsOf(text: string): Record<string, JsonValue> {
  const slice = text.slice(0, 2000);
  // "Extract info as JSON: John is 30 years old" — what is to be extracted follows the colon.
  const data = /json[^:\n]{0,40}:\s*([\s\S]+)$/i.exec(slice)?.[1] ?? slice;
  const fields: Record<string, JsonValue> = {};
  const name = NAME.exec(data)?.[1];
  if (name !== undefined) fields['name'] = name;
  const age = AGE.exec(data)?.[1];
  if (age !== undefined) fields['age'] = Number(age);
  const email = EMAIL.exec(data)?.[0];
  if (email !== undefined) fields['email'] = email;
  const city = CITY.exec(data)?.[1];
  if (city !== undefined) fields['city'] = city;
  const price = PRICE.exec(data)?.[1];
  if (price !== undefined) fields['price'] = Number(price.replace(',', '.'));
  for (const [, key = '', value = ''] of data.matchAll(PAIR))
    fields[key.trim().toLowerCase().replace(/ +/g, '_')] ??= shorten(value.trim());
  return fields;
}

/** JSON asked for in words only, without `response_format`: a fenced block, or the bare object when nothing else is wanted. */
export function jsonAnswer(ask: Ask, voice: Voice): string {
  const fields = fieldsOf(ask.text);
  if (Object.keys(fields).length === 0) {
    fields['topic'] = ask.topic.phrase;
    fields['summary'] = voice.say('{Topic}: {aspect} and {aspect}.');
    fields['keywords'] = ask.topic.keywords.slice(0, 5);
  }
  const json = JSON.stringify(fields, null, 2);
  const only =
    ask.wanted.bare || /\b(?:only|just|valid|nothing but)\b/i.test(ask.text.slice(0, 800) + ask.system.slice(0, 800));
  return only ? json : `\`\`\`json\n${json}\n\`\`\``;
}
