import { asList, asObject, isText } from '../../contract/schema/json-shape.ts';
import { compileSchema } from '../../recordings/compile-schema.ts';
import type { Evidence } from '../evidence/evidence.ts';
import type { ParsedExchange } from '../evidence/parsed-exchange.ts';
import { hasCalls, isAnswer, isReadable, isSound, limitOf } from '../evidence/predicates.ts';
import { colorOf } from '../probes/colored-square.ts';
import { seriesOf } from '../probes/traffic-probes.ts';
import { contentOf, describeRefusal, isCut, parsed } from './answers.ts';
import type { Check, Judgement } from './check.ts';
import { evidenceCheck } from './define-check.ts';
import { quoted, refusedFor, trialCheck, type Look } from './trial-check.ts';
import { judgeTrials, type Trial } from './trials.ts';

/** The colors of the images that are asked for: of one by its place, or of all. */
function colorsAsked(seen: ParsedExchange): string[] {
  const [message] = asList(seen.request?.['messages']).map(asObject);
  const [text, ...images] = asList(message?.['content']).map(asObject);
  const colors = images.map((part) => colorOf(String(asObject(part['image_url'])['url'])) ?? '');
  const ordinal = /fills the (first|second|third) image/.exec(String(text?.['text'] ?? ''))?.[1];
  return ordinal === undefined ? colors : colors.slice(['first', 'second', 'third'].indexOf(ordinal)).slice(0, 1);
}

/** A digit of the last number, and no more: an answer with the last has them all. */
const counts: Look = (seen, { tokenizer, info }) => {
  const [, , last] = /Count from (\d+) to (\d+)/.exec(JSON.stringify(seen.request)) ?? [];
  const limit = limitOf(seen);
  if (!isReadable(seen) || limit === undefined || last === undefined) return undefined;
  const content = contentOf(seen);
  const used = Math.max(seen.usage?.completion ?? 0, tokenizer.count(content));
  if (content.includes(last)) return 'good';
  // Another vocabulary may need more tokens for the same numbers.
  if (isCut(seen) && used >= limit * (info === undefined ? 0.4 : 0.9)) return 'good';
  const end = `${used} tokens, ${JSON.stringify(seen.choices[0]?.finish ?? null)} after ${quoted(content.slice(-20))}`;
  return { path: '/choices/0/finish_reason', expected: `numbers up to ${last}, or ${limit} tokens`, received: end };
};

const COLORS = /\b(?:red|green|blue|yellow|black)\b/gi;

/** The colors that are asked for are named. An answer that names none may come from a model that sees shapes alone. */
const seesImage: Look = (seen) => {
  if (refusedFor(seen)) return { expected: 'an answer', received: describeRefusal(seen) };
  if (!isSound(seen) || isCut(seen)) return undefined;
  const wanted = colorsAsked(seen);
  const told = new Set(
    contentOf(seen)
      .match(COLORS)
      ?.map((color) => color.toLowerCase()),
  );
  if (wanted.length === 0 || told.size === 0) return undefined;
  return wanted.every((color) => told.has(color))
    ? 'good'
    : { path: '/choices/0/message/content', expected: wanted.join(', '), received: quoted(contentOf(seen)) };
};

const namedTool: Look = (seen) => {
  const wanted = asObject(asObject(seen.request?.['tool_choice'])['function'])['name'];
  if (refusedFor(seen)) return { expected: 'a call', received: describeRefusal(seen) };
  if (!isSound(seen) || !isText(wanted)) return undefined;
  const names = seen.choices.flatMap(({ calls }) => calls.map(({ name }) => name ?? '?'));
  if (names.length > 0 && names.every((name) => name === wanted)) return 'good';
  return { path: '/choices/0/message/tool_calls', expected: wanted, received: names.join(', ') || 'no call' };
};

const obeysSchema: Look = (seen) => {
  if (!isSound(seen) || isCut(seen) || seen.choices[0]?.refusal || hasCalls(seen)) return undefined;
  const schema = asObject(asObject(seen.request?.['response_format'])['json_schema'])['schema'];
  const value = parsed(contentOf(seen));
  const problem = value === undefined ? 'no JSON' : compileSchema(asObject(schema))(value);
  return problem === undefined
    ? 'good'
    : { path: '/choices/0/message/content', expected: 'JSON that fits the schema', received: problem };
};

const reasoningOf = (seen: ParsedExchange | undefined): number | undefined =>
  seen !== undefined && isAnswer(seen) ? seen.usage?.reasoning : undefined;

/** More effort takes more reasoning, for the same sum. */
function efforts(evidence: Evidence): Judgement {
  const trials = seriesOf('effort.high').flatMap((probe): Trial[] => {
    const high = evidence.of(probe)[0];
    const low = evidence.of(probe.replace('high', 'low'))[0];
    const [much, little] = [reasoningOf(high), reasoningOf(low)];
    if (high === undefined || much === undefined || little === undefined) return [];
    if (much > little * MORE) return [{ seen: high }];
    const flaw = { path: '/usage', expected: `clearly more than ${little} reasoning tokens`, received: `${much}` };
    return [{ seen: high, flaw }];
  });
  return judgeTrials(evidence, 'model.effort', trials, { honest: 0.03, kinds: () => [] });
}

const MORE = 1.1;

/** Checks of what requests wish for, over many answers: images, tools, length, effort, schemas. */
export const wishChecks: readonly Check[] = [
  trialCheck(
    {
      id: 'model.images',
      class: 'identity',
      probes: seriesOf('images'),
      needs: ['vision'],
      fix: 'Pass every image on as it is.',
    },
    0.002,
    seesImage,
  ),
  trialCheck(
    {
      id: 'model.tools',
      class: 'identity',
      probes: seriesOf('tools.wide'),
      needs: ['tools', 'tool-choice'],
      fix: 'Pass all tools on.',
    },
    0.01,
    namedTool,
  ),
  trialCheck(
    {
      id: 'model.limit',
      class: 'identity',
      probes: seriesOf('count'),
      needs: ['limit'],
      fix: 'Pass the limit on as it was sent.',
    },
    0.02,
    counts,
  ),
  evidenceCheck(
    {
      id: 'model.effort',
      class: 'identity',
      probes: seriesOf('effort.low', 'effort.high'),
      needs: ['reasoning-effort'],
      fix: 'Pass reasoning_effort on as it was sent.',
    },
    efforts,
  ),
  trialCheck(
    {
      id: 'model.strict',
      class: 'identity',
      probes: seriesOf('strict'),
      needs: ['json-schema'],
      fix: 'Pass strict schemas on, and enforce them.',
    },
    1e-10,
    obeysSchema,
  ),
];
