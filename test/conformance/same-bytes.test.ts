// No answer of the mock and no verdict of verify changes by accident. `node test/conformance/same-bytes/write-pins.ts` makes the
// pins anew, in a commit of its own, where answers change on purpose.
import { describe, expect, test } from 'vitest';
import { faultHashes, requestHashes, scenarioHashes } from './same-bytes/answers.ts';
import { readPins } from './same-bytes/pins.ts';
import { verdicts } from './same-bytes/verdicts.ts';

const pins = readPins();

/** Names of what differs, which says more than two lists of hashes. */
function changed<T>(now: Readonly<Record<string, T>>, pinned: Readonly<Record<string, T>>): string[] {
  const names = new Set([...Object.keys(now), ...Object.keys(pinned)]);
  return [...names].filter((name) => JSON.stringify(now[name]) !== JSON.stringify(pinned[name]));
}

describe('the bytes of answers', () => {
  test('stay the same for every example request, profile and form', async () => {
    expect(changed(await requestHashes(), pins.requests)).toEqual([]);
  });

  test('stay the same under faults', async () => {
    expect(changed(await faultHashes(pins.faults), pins.faulty)).toEqual([]);
  });

  test('stay the same for scenarios', async () => {
    expect(changed(await scenarioHashes(), pins.scenarios)).toEqual([]);
  });
});

test('keeps the verdicts of verify on forty faults', async () => {
  expect(await verdicts(Object.keys(pins.verdicts))).toEqual(pins.verdicts);
}, 300_000);
