// Verifies servers that nobody here wrote, judges recordings of providers where they are, and writes docs/field-reports.{json,md}.
import { readFileSync, writeFileSync } from 'node:fs';
import { format } from 'prettier';
import type { Report } from '../../src/verify/report/report.ts';
import { verify } from '../../src/verify/verify.ts';
import { serverOf, type FieldData, type FieldServer } from './field-data.ts';
import { hasCorpus, providers, recordingsOf } from './recordings.ts';
import { fieldPage } from './render-page.ts';
import { startTarget } from './start-target.ts';
import { FIELD_KEY, FIELD_TARGETS, type FieldTarget } from './targets.ts';

const DOCS = new URL('../../docs/', import.meta.url);
const [PROFILE, SUITE] = ['openai', 'full'] as const;
/** The servers cost nothing; what their answers would cost must not stop the run. */
const BUDGET = 1000;

const say = (line: string): void => void process.stdout.write(`${line}\n`);

async function reportOf({ models }: FieldTarget, baseUrl: string): Promise<Report> {
  const options = { baseUrl, apiKey: FIELD_KEY, models, profile: PROFILE, suite: SUITE, budget: BUDGET };
  for await (const event of verify({ ...options, nonce: 'field' })) if (event.type === 'end') return event.report;
  throw new Error('Failed to verify: the run ended without a report');
}

async function visit(target: FieldTarget): Promise<FieldServer> {
  const started = await startTarget(target);
  try {
    const server = serverOf(target, await reportOf(target, started.baseUrl));
    say(`${target.name}@${target.version}: ${server.verdict}`);
    return server;
  } finally {
    await started.stop();
  }
}

const known = (): FieldData => JSON.parse(readFileSync(new URL('field-reports.json', DOCS), 'utf8')) as FieldData;

const servers: FieldServer[] = [];
for (const target of FIELD_TARGETS) servers.push(await visit(target));
const recordings = hasCorpus ? await Promise.all(providers().map(recordingsOf)) : known().recordings;
if (!hasCorpus) say('No recordings here (STARMOCK_CORPUS); what was known of them stays.');
const date = new Date().toISOString().slice(0, 10);
const data: FieldData = { date, profile: PROFILE, suite: SUITE, servers, recordings };
writeFileSync(
  new URL('field-reports.json', DOCS),
  await format(JSON.stringify(data), { parser: 'json', printWidth: 120 }),
);
writeFileSync(
  new URL('field-reports.md', DOCS),
  await format(fieldPage(data), { parser: 'markdown', printWidth: 120 }),
);
