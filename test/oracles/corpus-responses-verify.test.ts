import { describe, expect, it } from 'vitest';
import { analyse } from '../../src/verify/analyse.ts';
import type { RecordedExchange } from '../../src/recordings/recorded-exchange.ts';
import { officialRecordings, recordingsAbsent, whereRecorded, type Recording } from './recorded-responses.ts';

const exchangeOf = (line: Recording): RecordedExchange => ({
  ...(line.request === null || line.request === undefined ? {} : { request: line.request }),
  method: line.method.toUpperCase(),
  url: `https://api.openai.com${line.path}`,
  body: line.response as RecordedExchange['body'],
  ...(line.status === undefined ? {} : { status: line.status }),
});

/** Requirements that real answers break, and why that is no fault of the check. */
const KNOWN: Readonly<Record<string, readonly string[]>> = {
  // Streams from before the API numbered its events, in March 2025.
  '2c562f459d67': ['responses.sequence'],
  '6625caaf1369': ['responses.sequence'],
  c1916d4f151a: ['responses.sequence'],
  // The first answers of the API, in March 2025, counted more.
  '001a70dc12e0': ['responses.usage.recount'],
  // Its counts were set to 0 by whoever recorded it.
  ee3284694a95: ['responses.usage.output', 'responses.usage.recount'],
};

describe.skipIf(recordingsAbsent)(
  `what verify says of recorded exchanges with the Responses of api.openai.com${whereRecorded}`,
  () => {
    const lines = officialRecordings('responses');

    it('finds nothing but what is known of single recordings', { timeout: 120_000 }, async () => {
      const found: Record<string, string[]> = {};
      const passed = new Set<string>();
      for (const line of lines) {
        // oxlint-disable-next-line no-await-in-loop
        const { results, findings } = await analyse(exchangeOf(line), { profile: 'openai' });
        for (const { status, check } of results) if (status === 'pass') passed.add(check);
        const ids = [
          ...new Set(findings.filter(({ level }) => level !== 'INFO').map(({ requirement }) => requirement)),
        ];
        if (ids.length > 0) found[line.id] = ids;
      }
      expect(found).toEqual(KNOWN);
      expect(lines.length).toBeGreaterThan(280);
      expect(passed.size).toBeGreaterThan(70);
    });
  },
);

/** The recordings have the beginning of a vector alone. */
const SHORTENED = ['embeddings.length', 'embeddings.unit', 'embeddings.finite'];

describe.skipIf(recordingsAbsent)(
  `what verify says of recorded exchanges with the embeddings of api.openai.com${whereRecorded}`,
  () => {
    it('finds nothing', { timeout: 120_000 }, async () => {
      const lines = officialRecordings('embeddings');
      const found: Record<string, string[]> = {};
      for (const line of lines) {
        // oxlint-disable-next-line no-await-in-loop
        const { findings } = await analyse(exchangeOf(line), { profile: 'openai', skip: SHORTENED });
        if (findings.length > 0)
          found[line.id] = findings.map(
            ({ requirement, path, expected, received }) =>
              `${requirement} ${path} ${expected} / ${received.slice(0, 80)}`,
          );
      }
      expect(found).toEqual({});
      expect(lines.length).toBeGreaterThan(45);
    });
  },
);
