import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { gzipStored } from '../../../../src/faults/transforms/gzip-stored.ts';

test.each([0, 1, 65_535, 65_536, 200_000])('is what any reader inflates to the same bytes: %i', (length) => {
  const bytes = Uint8Array.from({ length }, (_, i) => (i * 31) % 251);
  expect(gunzipSync(gzipStored(bytes))).toEqual(Buffer.from(bytes));
});
