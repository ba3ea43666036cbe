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

const ASKED =
  /\bwith (?:the |these )?(?:following )?(?:keys?|fields?|properties|attributes)?:? ?((?:[`"']?\w{1,30}[`"']?(?:, (?:and )?| and )?){1,12})/i;

/** "An object with name and age": a value for every field named, drawn from what such fields usually hold. */
function inventFields(text: string, voice: Voice): Record<string, JsonValue> {
  const names = (ASKED.exec(text.slice(0, 600))?.[1] ?? '')
    .split(/,\s*(?:and )?| and |\s+/)
    .map((name) => name.replace(/[`"']/g, ''));
  return Object.fromEntries(
    names
      .filter((name) => /^[a-z_]\w*$/i.test(name) && !/^(?:a|an|the|and|keys?|fields?)$/i.test(name))
      .map((name) => [name, inventValue(name.toLowerCase(), voice)]),
  );
}

function inventValue(name: string, voice: Voice): JsonValue {
  if (/name|author|person/.test(name)) return voice.pick(['Ana Silva', 'Tom Becker', 'Mei Lin', 'Omar Haddad']);
  if (/age|count|number|quantity|year|id$/.test(name)) return voice.int(18, 64);
  if (/price|cost|amount|score|rating/.test(name)) return voice.int(10, 990) / 10;
  if (/mail/.test(name)) return 'ana@example.com';
  if (/city|location|place/.test(name)) return voice.pick(['Lisbon', 'Oslo', 'Kyoto', 'Lima']);
  if (/country/.test(name)) return voice.pick(['Portugal', 'Norway', 'Japan', 'Peru']);
  if (/date|day/.test(name)) return '2025-03-14';
  if (/^(?:is|has)_?|active|enabled/.test(name)) return voice.chance(0.5);
  if (name.endsWith('s')) return voice.sample(['red', 'green', 'blue', 'yellow'], 2);
  return voice.pick(['sample', 'first draft', 'in progress', 'ready']);
}

/** JSON asked for in words only, without `response_format`: a fenced block, or the bare object when nothing else is wanted. */
export function jsonAnswer(ask: Ask, voice: Voice): string {
  const fields = fieldsOf(ask.text);
  if (Object.keys(fields).length === 0) Object.assign(fields, inventFields(ask.text, voice));
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
