import { describe, expect, it } from 'vitest';
import type { VerifyEvent } from '../../../../src/verify/run/events.ts';
import { liveText, type LiveOptions } from '../../../../src/verify/reporters/live-text.ts';
import { createPaint } from '../../../../src/verify/reporters/paint.ts';
import { observationOf } from '../../../../src/recordings/recorded-exchange.ts';
import { report, result } from './support/sample-report.ts';

const paint = createPaint(false);
const observed = observationOf({ request: { model: 'gpt-5.1', messages: [] }, body: '{}' });
const ERASE = '\r\u001B[2K';
const EVENTS: readonly VerifyEvent[] = [
  {
    type: 'start',
    endpoint: 'https://api.example/v1',
    suite: 'core',
    models: ['gpt-5.1'],
    contract: { profile: 'starmagic', version: '1.0.0' },
    startedAt: '2026-11-29T03:17:00.000Z',
    nonce: 'heron',
  },
  { type: 'plan', deadlines: [], probes: [], worst: { amount: 0.02, currency: 'CNY' }, checks: 120 },
  { type: 'probe-start', model: 'gpt-5.1', probe: 'text', sample: 0 },
  { type: 'probe-skip', skipped: { probe: 'stream.long', model: 'gpt-5.1', reason: 'budget' } },
  { type: 'capability', model: 'gpt-5.1', capability: 'n', state: 'absent' },
  { type: 'result', result: result() },
  { type: 'end', report: report([result()]) },
];

function told(options: Partial<LiveOptions>): string {
  let text = '';
  const { tell } = liveText((piece) => (text += piece), { paint, terminal: false, ...options });
  EVENTS.forEach(tell);
  return text;
}

describe('the live reporter', () => {
  it('writes plain lines where there is no terminal', () => {
    const text = told({});
    expect(text).not.toContain('\u001B');
    expect(text).toContain('starmock verify core · https://api.example/v1 · gpt-5.1\n');
    expect(text).toContain('120 checks, 0 probes, at worst ¥0.0200\n');
  });

  it('keeps one changing line on a terminal, and takes it away before it writes another', () => {
    const text = told({ terminal: true, width: 40 });
    expect(text).toMatch(/⠙ 0\/0 · gpt-5\.1 text/);
    expect(text).toContain(`${ERASE}not sent, the budget is used up: stream.long of gpt-5.1\n`);
  });

  it('never writes a changing line that is wider than the terminal', () => {
    const lines = told({ terminal: true, width: 12 }).split(/\r|\n/);
    const spinning = lines.map((line) => line.replace('\u001B[2K', '')).filter((line) => /^[⠋⠙⠹]/.test(line));
    expect(spinning.map((line) => line.length <= 12)).toEqual([true]);
  });

  it('turns the spinner while nothing happens, once there is one and until it is gone', () => {
    let text = '';
    const { tell, tick } = liveText((piece) => (text += piece), { paint, terminal: true });
    tick();
    expect(text).toBe('');
    const [start, plan, probe] = EVENTS;
    for (const event of [start, plan, probe]) if (event) tell(event);
    const before = text.length;
    tick();
    expect(text.slice(before)).toBe(`${ERASE}⠹ 0/0 · gpt-5.1 text`);
    tell({ type: 'end', report: report([result()]) });
    const after = text.length;
    tick();
    expect(text.length).toBe(after);
  });

  it('shows what it has cost so far, and about how long the rest takes', () => {
    let text = '';
    const { tell } = liveText((piece) => (text += piece), { paint, terminal: true, width: 120 });
    const observation = { ...observed, end: { how: 'complete', ms: 2000 } as const };
    const cost = { amount: 0.004, currency: 'CNY' };
    const base = { type: 'probe-end', model: 'gpt-5.1', probe: 'text', sample: 0, observation, cost } as const;
    tell({ ...base, progress: { done: 1, of: 11 } });
    tell({ ...base, progress: { done: 2, of: 11 } });
    expect(text).toMatch(/2\/11 · ¥0\.00800 · about 18\.0 s left · gpt-5\.1 text$/);
  });

  it('tells of what a model cannot do where it is asked for everything, and ends with the report', () => {
    expect(told({})).not.toContain('has no n');
    expect(told({ verbose: true })).toContain('gpt-5.1 has no n\n');
    expect(told({})).toMatch(/1 pass · 0 fail - ¥0\.0134 - 21\.3 s\n$/);
  });
});
