import type { JsonSchema, JsonValue } from '../../contract/api-types.ts';
import type { Random } from '../random.ts';
import { createFacts } from '../values/facts.ts';
import { generateValue } from '../values/generate-value.ts';
import { writeSentence } from '../values/sentences.ts';
import { describeEntity } from './describe-entity.ts';
import { extractInfo, judge, sourceText } from './extract-info.ts';
import { findKeys, schemaOfKeys } from './find-keys.ts';
import { findShape } from './find-shape.ts';
import { findAskedList, listThings } from './list-things.ts';

export interface JsonObject {
  [key: string]: JsonValue;
}

const isObject = (value: JsonValue): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** JSON mode promises an object; anything else is wrapped. */
const asObject = (value: JsonValue): JsonObject =>
  isObject(value) ? value : { [Array.isArray(value) ? 'items' : 'result']: value };

/** Words that only talk about the format. */
const FORMAT_TALK =
  /\b(?:(?:please )?(?:respond|reply|answer|return|output|give|write|provide)(?: me| us| only| with| in| as| back| the| your| answer| response| a| an| valid)* json(?: object| format| only)?|(?:in|as|using|with) (?:a |an |valid )?json(?: object| format| mode)?)\b[.:!]?|(?:请)?(?:用|以)\s?json\s?(?:格式)?(?:返回|回答|输出)?/gi;

function fill(schema: JsonSchema, words: string, random: Random): JsonObject {
  return asObject(generateValue(schema, { random, words, optional: 0.8 }));
}

/** "the capital of France": the thing asked for becomes the key. */
const ATTRIBUTE =
  /\b(?:what(?:'s| is| are)|return|give me|tell me|get|find|list)\s+the\s+([\p{L}][\p{L} ]{1,30}?)\s+of\s+(?:the )?([\p{Lu}][\p{L} ]{1,40})/u;

function answerQuestion(text: string, random: Random): JsonObject {
  const plain = text.replaceAll(FORMAT_TALK, ' ').replaceAll(/\s+/g, ' ').trim();
  const facts = createFacts(plain);
  const attribute = ATTRIBUTE.exec(plain);
  if (attribute !== null) {
    const key = (attribute[1] ?? '').trim().toLowerCase().replaceAll(' ', '_');
    const subject = facts.places().countries.length > 0 ? 'country' : 'subject';
    const value = generateValue(
      { type: 'object', properties: { [key]: {} }, required: [key] },
      { random, words: attribute[2] ?? '' },
    );
    return { [subject]: (attribute[2] ?? '').trim(), ...asObject(value) };
  }
  if (plain.length < 25 && /^(?:hi|hello|hey|你好|thanks?)\b|^你好/i.test(plain)) {
    return { message: facts.chinese ? '您好！有什么可以帮您？' : 'Hello! How can I help you today?' };
  }
  const topic = facts.topic() ?? facts.query() ?? plain;
  const answer = writeSentence('answer', 'answer', facts, random);
  return topic === '' ? { answer } : { topic: topic.slice(0, 120), answer };
}

/**
 * The object JSON mode answers with, built from what the prompt asks: a shape it shows, keys it lists, a list, the
 * information in a text, a judgement, else topic and answer.
 *
 * @param messagesText the other messages' text, where a system prompt often shows the shape
 * @example
 * composeJsonObject('Extract info as JSON: John is 30 years old', '', random); // { name: 'John', age: 30 }
 */
export function composeJsonObject(userText: string, messagesText: string, random: Random): JsonObject {
  const source = sourceText(userText);
  const own = findShape(userText);
  if (own !== undefined) return fill(own.schema, sourceText(own.rest) ?? own.rest, random);
  const given = findShape(messagesText);
  if (given !== undefined) return fill(given.schema, source ?? userText, random);
  const asked = findKeys(userText.slice(0, source === undefined ? undefined : userText.length - source.length));
  const keys = asked.length > 0 ? asked : findKeys(messagesText);
  if (keys.length > 0) return fill(schemaOfKeys(keys), source ?? userText, random);
  const judged = judge(userText);
  if (judged !== undefined) return judged;
  const list = findAskedList(userText);
  if (list !== undefined) return { [list.kind]: listThings(list, random) };
  const entity = describeEntity(userText);
  if (entity !== undefined && source === undefined) return fill(schemaOfKeys(entity), userText, random);
  const info = extractInfo(source ?? userText);
  const wanted = source === undefined && !/\bextract|parse\b|提取/i.test(userText) ? 2 : 1;
  if (Object.keys(info).length >= wanted && !/\?|？/.test(source ?? userText)) return info;
  return answerQuestion(userText, random);
}

/**
 * The value for `response_format: json_schema`: valid against the schema, keys in schema order, filled from the words.
 *
 * @example
 * composeFromSchema({ type: 'object', properties: { name: { type: 'string' } }, required: ['name'] }, 'I am Ada', random);
 */
export function composeFromSchema(schema: JsonSchema, userText: string, random: Random, now?: number): JsonValue {
  return generateValue(schema, { random, words: userText, optional: 0.8, ...(now === undefined ? {} : { now }) });
}
