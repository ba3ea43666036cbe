import { beforeAll, describe, expect, test } from 'vitest';
import type { Fault } from '../../../src/faults/fault.ts';
import { streamFaults } from '../../../src/faults/stream-faults.ts';
import {
  answerWith,
  bytesOf,
  judge,
  JUDGED,
  NO_FAULT,
  REQUIREMENTS,
  SUBJECTS,
  traceOf,
  type Subject,
} from './subjects.ts';

const subjects = Object.keys(SUBJECTS) as Subject[];
const PACES = [0, 1];

/** What a fault made of one request. */
interface Trial {
  readonly subject: Subject;
  /** The answer differs from that without the fault. */
  readonly bites: boolean;
  /** The same bytes at every pace. */
  readonly steady: boolean;
  /** Whether there is a stream to be judged. */
  readonly judged: boolean;
  /** Requirements found broken, notes included. */
  readonly found: ReadonlySet<string>;
  /** Those of them that are more than a note. */
  readonly broken: ReadonlySet<string>;
}

type Outcomes = Awaited<ReturnType<typeof answerWith>>[];

const atEachPace = (fault: Fault, subject: Subject): Promise<Outcomes> =>
  Promise.all(PACES.map((pace) => answerWith(fault, SUBJECTS[subject], pace)));

const traces = (all: Outcomes): string => JSON.stringify(all.map(({ exchange }) => traceOf(exchange)));

/** What each subject gets where nothing is wrong. */
const healthy = new Map(
  await Promise.all(subjects.map(async (subject) => [subject, traces(await atEachPace(NO_FAULT, subject))] as const)),
);

async function tried(fault: Fault, subject: Subject): Promise<Trial> {
  const body = SUBJECTS[subject];
  const outcomes = await atEachPace(fault, subject);
  const bites = traces(outcomes) !== healthy.get(subject);
  const [first, ...others] = outcomes.map(({ exchange }) => bytesOf(exchange));
  const steady = others.every((bytes) => first?.equals(bytes));
  const judged = bites && outcomes[0]?.plan.kind === 'answer' && body['stream'] === true;
  const findings = judged && outcomes[0] ? await judge(fault, body, outcomes[0]) : [];
  const found = new Set(findings.map(({ requirement }) => requirement));
  const broken = new Set(findings.flatMap(({ requirement, level }) => (level === 'INFO' ? [] : [requirement])));
  return { subject, bites, steady, judged, found, broken };
}

/** Faults that concern some answers only, and answers that they have nothing to do with. */
const ALIEN: readonly (readonly [RegExp, readonly Subject[]])[] = [
  [/^tool\.(?!empty-array|null-on|tools-ignored|choice-none)/, ['text', 'usage', 'two choices', 'reasoning', 'plain']],
  [/^reason\.(?!null-every|reasoning_content)/, ['call', 'calls']],
  [/^usage\.(?!unrequested)/, ['text', 'refused']],
  [/^content\./, ['call']],
  // Marks of the template are said in either form.
  [/^content\.(?!end-token|channel-marks)/, ['plain']],
  [/^(?!sse\.error-first)/, ['refused']],
];

describe.each(streamFaults.map((fault) => [fault.name, fault] as const))('%s', (name, fault) => {
  let trials: readonly Trial[] = [];
  beforeAll(async () => {
    trials = await Promise.all(subjects.map((subject) => tried(fault, subject)));
  });

  test('shows in some answer', () => {
    expect(trials.some(({ bites }) => bites)).toBe(true);
  });

  test('breaks what it says, wherever it shows', () => {
    const kept = trials
      .filter(({ judged }) => judged)
      .flatMap(({ subject, found }) =>
        fault.breaks.filter((id) => JUDGED.has(id) && !found.has(id)).map((id) => `${subject}: ${id}`),
      );
    expect(kept).toEqual([]);
  });

  test('breaks nothing else', () => {
    const known: ReadonlySet<string> = new Set([
      ...fault.breaks,
      ...(fault.harm === 'benign' ? [] : (fault.mayBreak ?? [])),
    ]);
    const more = trials.flatMap(({ subject, broken }) =>
      [...broken].filter((id) => !known.has(id)).map((id) => `${subject}: ${id}`),
    );
    expect(more).toEqual([]);
  });

  test('sends the same at every pace, time apart', () => {
    expect(trials.filter(({ steady }) => !steady).map(({ subject }) => subject)).toEqual([]);
  });

  test('leaves alone what it does not concern', () => {
    const onlyStreams = fault.plan || fault.policy ? [] : (['plain', 'silent'] as const);
    const alien = [...onlyStreams, ...ALIEN.flatMap(([pattern, list]) => (pattern.test(name) ? list : []))];
    const bitten = trials.filter(({ subject, bites }) => bites && alien.includes(subject));
    expect(bitten.map(({ subject }) => subject)).toEqual([]);
  });
});

describe('the faults of streams', () => {
  test('have names of their own', () => {
    expect(new Set(streamFaults.map(({ name }) => name)).size).toBe(streamFaults.length);
  });

  test('break something if and only if they do harm', () => {
    const odd = streamFaults.filter(({ harm, breaks }) => (harm === 'benign') !== (breaks.length === 0));
    expect(odd.map(({ name }) => name)).toEqual([]);
  });

  test('name nothing twice among what they break', () => {
    const twice = streamFaults.filter(({ breaks, mayBreak = [] }) => {
      const all = [...breaks, ...mayBreak];
      return new Set(all).size < all.length;
    });
    expect(twice.map(({ name }) => name)).toEqual([]);
  });

  test('hurt as the measured clients say', () => {
    const worst = (clients: string): string[] => {
      if (/[TH]/.test(clients)) return ['fatal'];
      return clients.includes('≠') ? ['silent'] : ['tolerated', 'costly'];
    };
    const measured = streamFaults.filter(({ clients, harm }) => clients !== undefined && harm !== 'benign');
    expect(measured.filter(({ clients = '' }) => !/^[TH≠· ]{7}$/.test(clients)).map(({ name }) => name)).toEqual([]);
    expect(measured.filter(({ clients = '', harm }) => !worst(clients).includes(harm)).map(({ name }) => name)).toEqual(
      [],
    );
  });

  test('tell in a sentence what happens, and who was seen doing it', () => {
    const vague = streamFaults.filter(
      ({ title, seen }) => !/^[A-Z[].*\.$/.test(title) || !/^(?:assumed|https:\/\/\S+)$/.test(seen),
    );
    expect(vague.map(({ name }) => name)).toEqual([]);
  });

  test('leave no requirement on streams without a fault', () => {
    const AREAS =
      /^(?:sse|chunk|finish|usage\.stream|tool\.(?:args|header|index|id|delta)|reason|time|http\.[a-z-]+\.stream|http\.stream)\b/;
    const hit = new Set(streamFaults.flatMap(({ breaks, mayBreak = [] }): string[] => [...breaks, ...mayBreak]));
    expect(REQUIREMENTS.filter((id) => AREAS.test(id) && !hit.has(id))).toEqual([]);
  });
});
