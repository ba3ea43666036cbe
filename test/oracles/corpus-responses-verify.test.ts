import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { analyse } from '../../src/verify/analyse.ts';
import type { RecordedExchange } from '../../src/verify/recording/recorded-exchange.ts';

interface Line {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly status?: number;
  readonly request: unknown;
  readonly response: unknown;
}

const folder = resolve(
  import.meta.dirname,
  '../..',
  process.env['STARMOCK_CORPUS_RESPONSES'] ?? '../shared/corpus-responses',
);
const absent = !existsSync(folder);
const title = absent ? ` (skipped: STARMOCK_CORPUS_RESPONSES, ${folder}, is not there)` : '';

const linesOf = (endpoint: string): Line[] =>
  absent
    ? []
    : readFileSync(resolve(folder, `${endpoint}.api.openai.com.ndjson`), 'utf8')
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as Line);

/** Bytes of a stream that somebody kept as base64. */
const bodyOf = ({ response }: Line): RecordedExchange['body'] =>
  typeof response === 'string' && response.startsWith('ZXZlbnQ6')
    ? Buffer.from(response, 'base64').toString()
    : (response as RecordedExchange['body']);

const exchangeOf = (line: Line): RecordedExchange => ({
  ...(line.request === null || line.request === undefined ? {} : { request: line.request }),
  method: line.method.toUpperCase(),
  url: `https://api.openai.com${line.path}`,
  body: bodyOf(line),
  ...(line.status === undefined ? {} : { status: line.status }),
});

const OTHER_PATHS = /\/responses\/(?:compact|input_tokens)$/;
/** Made by hand, mangled, or without a body. */
const LEFT_OUT = new Set(
  '056a686b6d52 eac349755375 e9492209e33e ab7ce3bc5cf0 eb90129ce16c 44915ea17f27 ec95a5dfaddc c35d7f1ae0b7 c7e11a01b9f0'.split(
    ' ',
  ),
);

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

describe.skipIf(absent)(`what verify says of recorded exchanges with the Responses of api.openai.com${title}`, () => {
  const lines = linesOf('responses').filter(({ id, path }) => !LEFT_OUT.has(id) && !OTHER_PATHS.test(path));

  it('finds nothing but what is known of single recordings', { timeout: 120_000 }, async () => {
    const found: Record<string, string[]> = {};
    const passed = new Set<string>();
    for (const line of lines) {
      // oxlint-disable-next-line no-await-in-loop
      const { results, findings } = await analyse(exchangeOf(line), { profile: 'openai' });
      for (const { status, check } of results) if (status === 'pass') passed.add(check);
      const ids = [...new Set(findings.filter(({ level }) => level !== 'INFO').map(({ requirement }) => requirement))];
      if (ids.length > 0) found[line.id] = ids;
    }
    expect(found).toEqual(KNOWN);
    expect(lines.length).toBeGreaterThan(280);
    expect(passed.size).toBeGreaterThan(70);
  });
});

/** The recordings have the beginning of a vector alone. */
const SHORTENED = ['embeddings.length', 'embeddings.unit', 'embeddings.finite'];

describe.skipIf(absent)(`what verify says of recorded exchanges with the embeddings of api.openai.com${title}`, () => {
  it('finds nothing', { timeout: 120_000 }, async () => {
    const lines = linesOf('embeddings').filter(({ id }) => !LEFT_OUT.has(id));
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
});
