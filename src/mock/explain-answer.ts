import type { JsonValue } from '../contract/api-types.ts';
import type { Form, TemplatePart } from '../engine/form/form.ts';
import { readForm } from '../engine/form/read-form.ts';
import type { AnswerPlan } from '../engine/plan.ts';
import { readBrief, type Turn } from '../engine/read/brief.ts';
import type { EngineRequest } from '../engine/request.ts';
import type { AnswerExplanation, ValueSource } from './answer-explanation.ts';

/** What an answer says, whatever endpoint it is for. */
interface Said {
  readonly text: string;
  readonly calls: readonly { readonly name: string; readonly input: string }[];
}

/** The first choice of a plan. */
function saidIn({ events }: AnswerPlan): Said {
  const calls: { readonly name: string; input: string }[] = [];
  let text = '';
  for (const event of events) {
    if (!('choice' in event) || event.choice !== 0) continue;
    if (event.type === 'text' || event.type === 'refusal') text += event.text;
    else if (event.type === 'tool-open') calls[event.index] = { name: event.name, input: '' };
    else if (event.type === 'tool-args') (calls[event.index] ?? { input: '' }).input += event.text;
  }
  return { text, calls };
}

const quoted = (text: string): string => JSON.stringify(text);

const templateText = (parts: readonly TemplatePart[]): string =>
  parts
    .map((part) => (typeof part === 'string' ? part : 'kind' in part ? `{${describeForm(part)}}` : `{${part.name}}`))
    .join('');

/** A form in a few words. */
function describeForm(form: Form): string {
  switch (form.kind) {
    case 'exact':
      return `exactly ${quoted(form.text)}`;
    case 'choice':
      return `${form.all ? 'all that fit' : 'one'} of ${form.options.map(({ name }) => name).join(', ')}`;
    case 'verdict':
      return `${quoted(form.yes)} or ${quoted(form.no)}`;
    case 'slot':
      return form.slot.type === 'any' || form.slot.type === 'string' ? 'one value' : `one ${form.slot.type}`;
    case 'json': {
      const keys = Object.keys((typeof form.schema === 'object' && form.schema.properties) || {});
      return `${form.style === 'json' ? 'JSON' : form.style}${keys.length > 0 ? ` with ${keys.join(', ')}` : ''}${form.fenced ? ', fenced' : ''}`;
    }
    case 'template':
      return `the template ${quoted(templateText(form.parts))}`;
    case 'each':
      return `for each thing, the template ${quoted(templateText(form.parts))}`;
    case 'records':
      return `a line for each record with ${form.layouts.flatMap(({ fields }) => fields.map(({ name }) => name)).join(', ')}`;
    case 'wrapped':
      return `${describeForm(form.form)}, between ${quoted(form.before)} and ${quoted(form.after)}`;
    case 'list':
      return `a list of ${form.least === form.most ? form.most : `${form.least} to ${form.most}`} (${form.thing || form.item}), each after ${quoted(form.mark)}`;
    case 'table':
      return `a table (${form.style}) with ${form.columns.join(', ')}`;
    case 'order':
      return `an order of ${form.ids.map(({ name }) => name).join(', ')}`;
    case 'transform':
      return `the given text, changed: ${form.operations.join(', ')}`;
    case 'action':
      return `a step of an agent (${form.style.how})`;
    case 'code':
      return `code${form.language === '' ? '' : ` in ${form.language}`}${form.fenced ? ', fenced' : ''}`;
    case 'sql':
      return 'SQL';
    case 'edit':
      return `an edit (${form.style})`;
    case 'commit':
      return 'a commit message';
    case 'text':
      return `prose (${form.task})`;
    default:
      return form satisfies never;
  }
}

function formOf(request: EngineRequest, said: Said, form: () => Form): string {
  if (said.calls.length > 0) return `calls ${said.calls.map(({ name }) => name).join(', ')}`;
  const format = request.response_format;
  if (format?.type === 'json_schema') return `JSON by the schema ${quoted(format.json_schema.name)} of response_format`;
  const read = describeForm(form());
  return format?.type === 'json_object' ? `JSON by response_format (${read})` : read;
}

function* leaves(value: JsonValue, place: string): Generator<readonly [place: string, value: string]> {
  if (Array.isArray(value)) for (const [index, one] of value.entries()) yield* leaves(one, `${place}[${index}]`);
  else if (typeof value === 'object' && value !== null)
    for (const [key, one] of Object.entries(value)) yield* leaves(one, place === '' ? key : `${place}.${key}`);
  else yield [place, String(value)];
}

function parsed(text: string): JsonValue | undefined {
  try {
    return JSON.parse(/^\s*```\w{0,12}\n([\s\S]*?)\n```\s*$/.exec(text)?.[1] ?? text) as JsonValue;
  } catch {
    return undefined;
  }
}

/** More of an answer is not explained. */
const MAX_VALUES = 200;

/** The values of an answer: of its calls, of its JSON, else its lines. */
function* valuesOf({ text, calls }: Said): Generator<readonly [place: string, value: string]> {
  for (const { name, input } of calls) {
    const value = parsed(input);
    yield* value === undefined ? [[name, input] as const] : leaves(value, name);
  }
  if (text.trim() === '') return;
  const value = parsed(text);
  if (typeof value === 'object' && value !== null) return yield* leaves(value, '');
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  for (const [index, line] of lines.entries()) {
    const sentences = line.split(/(?<=[.!?。！？])\s+/);
    for (const one of sentences) yield [lines.length === 1 ? 'answer' : `line ${index + 1}`, one];
  }
}

const AROUND = 40;

const flat = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();

/** Marks, labels and ends of a line that are its form rather than what it says. */
const bare = (text: string): string =>
  flat(text)
    .replace(/^(?:[-*•>#]{1,6}|\d{1,3}[.)])\s/, '')
    .replace(/[.!。]$/, '');

const isWordAt = (text: string, at: number): boolean => /[\p{L}\p{N}]/u.test(text.charAt(at));

/** Where a value stands as words of their own, or -1. */
function placeOf(text: string, value: string): number {
  for (let at = text.indexOf(value); at >= 0; at = text.indexOf(value, at + 1)) {
    const [before, after] = [at - 1, at + value.length];
    const apart =
      !(isWordAt(value, 0) && isWordAt(text, before)) && !(isWordAt(value, value.length - 1) && isWordAt(text, after));
    if (apart || /[\u3040-\u9fff]/.test(value)) return at;
  }
  return -1;
}

const wordsIn = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}]{4,}/gu) ?? [];

/** Share of the words that have to stand in one sentence for a value to be made of it. */
const REWORDED = 0.6;

interface Read extends Turn {
  readonly flat: string;
  readonly lower: string;
  readonly sentences: readonly (readonly [text: string, words: ReadonlySet<string>])[];
}

const readTurn = (turn: Turn): Read => {
  const text = flat(turn.text);
  const sentences = turn.text
    .split(/(?<=[.!?。！？])\s+|\n/)
    .filter((sentence) => sentence.trim() !== '')
    .map((sentence) => [flat(sentence), new Set(wordsIn(sentence))] as const);
  return { ...turn, flat: text, lower: text.toLowerCase(), sentences };
};

/** @param turns the likeliest first */
function sourceOf(place: string, value: string, turns: readonly Read[]): ValueSource {
  const wanted = bare(value).toLowerCase();
  const from = ({ message, author }: Turn): Pick<ValueSource, 'message' | 'author'> => ({ message, author });
  for (const turn of wanted === '' ? [] : turns) {
    const at = placeOf(turn.lower, wanted);
    if (at < 0) continue;
    const excerpt = turn.flat.slice(Math.max(0, at - AROUND), at + wanted.length + AROUND);
    return { place, value, from: 'quoted', ...from(turn), excerpt };
  }
  const words = wordsIn(wanted);
  let best: ValueSource = { place, value, from: 'written' };
  let most = words.length < 3 ? Infinity : REWORDED * words.length;
  for (const turn of turns)
    for (const [sentence, known] of turn.sentences) {
      const shared = words.filter((word) => known.has(word)).length;
      if (shared < most || shared === 0) continue;
      most = shared + 1;
      best = { place, value, from: 'reworded', ...from(turn), excerpt: sentence };
    }
  return best;
}

/**
 * Explains an answer: how its request was read, which form it has to have, and where each of its values comes from. It is found out
 * afterwards, so that an answer costs no more.
 *
 * @param request what the engine has answered
 * @param plan the answer
 */
export function explainAnswer(request: EngineRequest, plan: AnswerPlan): AnswerExplanation {
  const brief = readBrief(request);
  const said = saidIn(plan);
  const { message: asked } = brief.asked;
  const rank = ({ message, author }: Turn): number => (message === asked ? 1 : author === 'tool' ? 0 : 2);
  const turns = brief.turns.map(readTurn).toSorted((a, b) => rank(a) - rank(b) || b.message - a.message);
  const values = [...valuesOf(said)].slice(0, MAX_VALUES);
  return {
    asked,
    language: brief.language,
    segments: brief.segments.map(({ message, author, role, kind, label, text }) => ({
      message,
      author,
      role,
      kind,
      label,
      text,
    })),
    form: formOf(request, said, () => readForm(brief)),
    sources: values.map(([place, value]) => sourceOf(place, value, turns)),
  };
}
