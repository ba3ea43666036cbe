import type { ModerationModelInfo } from '../contract/models.ts';
import { isJsonObject, type JsonObject } from '../contract/requirements.ts';
import { modelNotFound } from './api-error.ts';
import type { DirectCodec } from './codec.ts';
import { CATEGORIES, isFlagged, rateText } from './moderate/rate-text.ts';
import { invalidField } from './validate/invalid-field.ts';
import { asList, asRecord } from './validate/json-record.ts';

const SCHEMA = 'ModerationRequest';
const DEFAULT_MODEL = 'omni-moderation-latest';

/** What one result is about. */
interface Subject {
  readonly text: string;
  readonly hasImage: boolean;
}

function subjectOf(parts: readonly unknown[]): Subject {
  const texts = parts.flatMap((part) => asRecord(part)['text'] ?? []);
  return { text: texts.join('\n'), hasImage: parts.some((part) => asRecord(part)['type'] === 'image_url') };
}

/** A text each, or the parts of one message together. */
function subjectsOf(input: unknown): Subject[] {
  if (typeof input === 'string') return [{ text: input, hasImage: false }];
  const list = asList(input);
  if (list.some(isJsonObject)) return [subjectOf(list)];
  return list.map((text) => ({ text: String(text), hasImage: false }));
}

/** The first models had no categories of illicit deeds, and saw no pictures. */
const isOld = ({ reports }: ModerationModelInfo): boolean => reports.startsWith('text-');

function resultOf({ text, hasImage }: Subject, model: ModerationModelInfo): JsonObject {
  const known = [...rateText(text)].filter(([name]) => !isOld(model) || !name.startsWith('illicit'));
  const categories = Object.fromEntries(known.map(([name, score]) => [name, isFlagged(score)]));
  const types = (name: string): string[] => [
    ...(text === '' ? [] : ['text']),
    ...(hasImage && CATEGORIES.get(name)?.image ? ['image'] : []),
  ];
  return {
    flagged: Object.values(categories).includes(true),
    categories,
    category_scores: Object.fromEntries(known),
    ...(isOld(model)
      ? {}
      : { category_applied_input_types: Object.fromEntries(known.map(([name]) => [name, types(name)])) }),
  };
}

/** Digits that depend on nothing but what is rated. */
function idOf(results: readonly JsonObject[]): string {
  let value = 0x811c9dc5;
  const text = JSON.stringify(results);
  const digits = Array.from({ length: 4 }, (_, round) => {
    for (let at = 0; at < text.length; at++) value = Math.imul(value ^ text.charCodeAt(at) ^ round, 0x01000193);
    return (value >>> 0).toString(16).padStart(8, '0');
  });
  return `modr-${digits.join('')}`;
}

/** Ratings of texts. */
export const moderationsCodec: DirectCodec = {
  kind: 'direct',
  respond: ({ value }, { models, validators }) => {
    const body = asRecord(value);
    const { model: asked } = body;
    const name = typeof asked === 'string' ? asked : DEFAULT_MODEL;
    const model = models.moderation(name);
    if (model === undefined) return modelNotFound(name);
    const error = invalidField(validators.request(value, SCHEMA));
    if (error !== undefined) return error;
    const results = subjectsOf(body['input']).map((subject) => resultOf(subject, model));
    return { kind: 'body', body: { id: idOf(results), model: model.reports, results }, model: name };
  },
};
