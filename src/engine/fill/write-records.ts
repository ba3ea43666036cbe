import type { Form, RecordLayout } from '../form/form.ts';
import { capitalize, oneLine, sentencesOf, wordsOf } from '../read/text.ts';
import { createFacts } from '../values/facts.ts';
import { hasPhrase } from '../has-words.ts';
import { WORDS } from '../words.ts';
import type { Scene } from './scene.ts';
import { tripleOf } from './triple.ts';

/** A fact of the material as who, what and whom. */
interface Fact {
  readonly triple: readonly [string, string, string];
  readonly sentence: string;
}

const SUBJECT = /^(?:subject|source|head|from|entity ?1|src|source_entity|who)$/i;
const OBJECT = /^(?:object|target|tail|to|entity ?2|dst|target_entity|whom)$/i;
const ORGANIZATION =
  /\b(?:labs?|mills?|inc|ltd|gmbh|corp|company|group|bank|university|institute|works|press|club|school|hotel|society|foundation)\b\.?$/i;

const plain = (text: string): string =>
  oneLine(text)
    .replace(/^(?:the|a|an)\s/i, '')
    .replace(/[.!]$/, '');

function factsIn(text: string): readonly Fact[] {
  return sentencesOf(text).flatMap((sentence): readonly Fact[] => {
    const triple = tripleOf(sentence);
    if (triple === undefined) return [];
    // What stands behind a place or a time is no part of whom the fact is about.
    const whom = triple[2].replace(/\s(?:in|at|on|since|from)\s.*$/i, '');
    return [{ triple: [plain(triple[0]), triple[1], plain(whom)], sentence }];
  });
}

const ENTITY_KINDS = WORDS.fill.entityKinds.map((row) => {
  const [kind = '', names = ''] = row.split(' => ');
  return [kind, names.split(' ')] as const;
});

interface Entity {
  readonly name: string;
  readonly type: string;
  readonly sentence: string;
}

/** The kind of a named thing among those that the orders list. */
function typeOf(name: string, text: string, orders: string): string {
  const facts = createFacts(text);
  const kind =
    ORGANIZATION.test(name) || facts.companies().includes(name)
      ? 'organization'
      : facts.places().all.includes(name) ||
          new RegExp(`\\b(?:in|at|near|from)\\s+${name.replaceAll(/[^\p{L} ]/gu, '.')}`, 'u').test(text)
        ? 'location'
        : wordsOf(name).length > 1
          ? 'person'
          : 'thing';
  const names = ENTITY_KINDS.find(([own]) => own === kind)?.[1] ?? [];
  const lower = orders.toLowerCase();
  const named = names.find((name) => hasPhrase(lower, name)) ?? kind;
  // As the orders write it: `PER` rather than `per`.
  const written = [named.toUpperCase(), named, capitalize(named)];
  return written.find((one) => new RegExp(`\\b${one}\\b`).test(orders)) ?? named;
}

function entitiesIn(text: string, orders: string): readonly Entity[] {
  const names = [
    ...new Set(
      createFacts(text)
        .names()
        .map((run) => run.text),
    ),
  ];
  return names.map((name) => ({
    name,
    type: typeOf(name, text, orders),
    sentence: sentencesOf(text).find((sentence) => sentence.includes(name)) ?? text,
  }));
}

const line = ({ open, close, separator, fields }: RecordLayout, value: (field: string) => string): string =>
  `${open}${fields.map(({ name, literal }) => (literal ? (open === '' ? name : `"${name}"`) : value(name))).join(separator)}${close}`;

const linesOf = (layout: RecordLayout, text: string, orders: string): readonly string[] => {
  const related =
    layout.fields.some(({ name }) => SUBJECT.test(name)) && layout.fields.some(({ name }) => OBJECT.test(name));
  if (!related)
    return entitiesIn(text, orders).map((entity) =>
      line(layout, (field) =>
        /type|kind|category|class/i.test(field)
          ? entity.type
          : /desc|summary|about|text/i.test(field) &&
              layout.fields.some(({ name }) => /name|entity|mention/i.test(name))
            ? entity.sentence
            : entity.name,
      ),
    );
  return factsIn(text).map(({ triple, sentence }) =>
    line(layout, (field) => {
      if (SUBJECT.test(field)) return triple[0];
      if (OBJECT.test(field)) return triple[2];
      if (/strength|weight|score|confidence|\d/i.test(field)) return '8';
      return /desc|summary|sentence|evidence/i.test(field) ? sentence : triple[1];
    }),
  );
};

/** A line for every thing and every fact of the material, as the layouts show it. */
export function writeRecords(form: Extract<Form, { kind: 'records' }>, { brief }: Scene): string {
  const lines = form.layouts.flatMap((layout) => linesOf(layout, brief.input, brief.orders));
  const joined = lines.join(form.between === '' ? '\n' : `\n${form.between}\n`);
  return form.end === '' ? joined : `${joined}\n${form.end}`;
}
