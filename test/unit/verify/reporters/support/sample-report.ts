import type { ResultStatus } from '../../../../../src/verify/checks/result-status.ts';
import type {
  CheckResult,
  Report,
  ReportedExchange,
  ReportedFinding,
} from '../../../../../src/verify/report/report.ts';

/** Everything that a format may trip over. */
export const NASTY = `<b a="1">&amp; 'x' ]]> \`\`\` | \u0000\u001B[31m \uD800 \uFFFE ::error:: %0A\n::notice::💥`;

export const finding = (over: Partial<ReportedFinding> = {}): ReportedFinding => ({
  requirement: 'finish.once',
  level: 'MUST',
  path: '/choices/0',
  event: 12,
  expected: 'one finish_reason',
  received: 'none',
  probe: 'stream.text',
  sample: 0,
  variant: 'stream',
  byte: 4103,
  ms: 312,
  excerpt: 'data: {"id":"chatcmpl-1"}\n\ndata: [DONE]',
  curl: `curl -N https://api.example/v1/chat/completions -H "Authorization: Bearer $STARMOCK_API_KEY"`,
  fingerprint: 'fp-1',
  state: 'new',
  ...over,
});

export const result = (over: Partial<CheckResult> = {}): CheckResult => ({
  check: 'finish.once',
  model: 'gpt-5.1',
  status: 'pass',
  title: 'Each choice MUST have exactly one `finish_reason` other than `null`.',
  level: 'MUST',
  class: 'protocol',
  area: 'finish',
  findings: [],
  fix: 'Send the finish_reason once.',
  impact: { 'openai-node.stream': 'throws', 'langchain-openai': 'goes wrong' },
  ...over,
});

export const exchange = (over: Partial<ReportedExchange> = {}): ReportedExchange => ({
  probe: 'stream.text',
  title: 'a short streamed answer',
  model: 'gpt-5.1',
  sample: 0,
  attempts: 1,
  status: 200,
  end: 'complete',
  ms: 800,
  firstByteMs: 300,
  timeline: [
    [300, 200],
    [500, 180],
    [800, 14],
  ],
  usage: { prompt: 20, completion: 12 },
  cost: { amount: 0.000216, currency: 'CNY' },
  ...over,
});

const count = (results: readonly CheckResult[], status: ResultStatus): number =>
  results.filter((one) => one.status === status).length;

/** A report of any results, with counts that fit. */
export function report(results: readonly CheckResult[], over: Partial<Report> = {}): Report {
  const must = results.filter(({ level, status }) => level === 'MUST' && (status === 'pass' || status === 'fail'));
  const failed = results.filter(({ status }) => status === 'fail');
  return {
    $schema: 'https://unpkg.com/starmock/spec/schemas/report.schema.json',
    tool: { name: 'starmock', version: '0.1.0' },
    contract: { profile: 'starmagic', version: '1.0.0' },
    suite: 'core',
    endpoint: 'https://api.example/v1',
    startedAt: '2026-11-27T19:00:00.000Z',
    ms: 21_300,
    outcome: failed.length > 0 ? 'failed' : 'passed',
    verdict: failed.length > 0 ? 'A requirement is violated.' : 'All requirements that were judged hold.',
    models: [...new Set(results.map(({ model }) => model))],
    capabilities: [],
    results,
    exchanges: [exchange()],
    skipped: [],
    deadlines: [],
    fixed: [],
    totals: {
      pass: count(results, 'pass'),
      fail: failed.length,
      warn: count(results, 'warn'),
      info: count(results, 'info'),
      skip: count(results, 'skip'),
      inconclusive: count(results, 'inconclusive'),
      error: count(results, 'error'),
      new: failed.filter(({ findings }) => findings.some(({ state }) => state !== 'known')).length,
      must: { passed: must.filter(({ status }) => status === 'pass').length, run: must.length },
    },
    cost: { amount: 0.0134, currency: 'CNY' },
    ...over,
  };
}

/** A report with each status, two models, a baseline, and nasty words wherever words may stand. */
export function sampleReport(): Report {
  return report(
    [
      result(),
      result({ model: 'gpt-5.1-thinking', status: 'fail', findings: [finding(), finding({ probe: 'stream.long' })] }),
      result({
        check: 'usage.sum',
        area: 'usage',
        class: 'billing',
        status: 'fail',
        findings: [
          finding({
            requirement: 'usage.sum',
            expected: NASTY,
            received: NASTY,
            excerpt: NASTY,
            curl: NASTY,
            fingerprint: 'fp-2',
            state: 'known',
            reason: NASTY,
          }),
        ],
      }),
      result({
        check: 'http.request-id',
        area: 'http',
        level: 'SHOULD',
        class: 'hygiene',
        status: 'warn',
        findings: [finding({ requirement: 'http.request-id', level: 'SHOULD', variant: 'plain', fingerprint: 'fp-3' })],
        note: NASTY,
      }),
      result({
        check: 'sse.comment',
        area: 'sse',
        level: 'INFO',
        status: 'info',
        findings: [finding({ requirement: 'sse.comment', level: 'INFO', fingerprint: 'fp-4' })],
      }),
      result({
        check: 'vision.seen',
        area: 'vision',
        level: 'SHOULD',
        class: 'behavior',
        status: 'inconclusive',
        samples: { good: 1, of: 3 },
        note: 'now this, now that',
      }),
      result({ check: 'param.n', area: 'param', level: 'SHOULD', status: 'skip', reason: 'capability-absent' }),
      result({ check: 'tool.two', area: 'tool', level: 'SHOULD', status: 'error', note: NASTY }),
    ],
    {
      skipped: [{ probe: 'stream.long', model: 'gpt-5.1', reason: 'budget' }],
      fixed: [{ check: 'chunk.id', model: 'gpt-5.1', fingerprint: 'fp-9', reason: 'their ticket 4' }],
    },
  );
}
