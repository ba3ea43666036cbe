/**
 * Writes everything that follows from `spec/`. With `--check` it writes nothing, names each file that is not what it would
 * write, and exits 1.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { contractData } from '../../src/contract/contract-data.ts';
import { applyOverlay } from '../../src/contract/overlay.ts';
import { collectRequirements, type JsonObject } from '../../src/contract/requirements.ts';
import { bundle } from './bundle.ts';
import { typesOf } from './types.ts';
import { view31 } from './view-3-1.ts';

const ROOT = new URL('../../', import.meta.url);
const MARK = '// Generated from spec/ by `npm run generate`. Do not edit.\n';

const json = (value: unknown): string => `${JSON.stringify(value, null, 1)}\n`;

function requirementIds(document: JsonObject): string {
  const ids = collectRequirements(document).map((requirement) => requirement.id);
  const lines = ids.toSorted().map((id) => `  | '${id}'`);
  return `${MARK}/** Ids of every requirement in the contract. */\nexport type RequirementId =\n${lines.join('\n')};\n`;
}

async function outputs(): Promise<Map<string, string>> {
  const document = bundle(new URL('spec/openapi.yaml', ROOT));
  const openai = await applyOverlay(document, bundle(new URL('spec/profiles/openai.overlay.yaml', ROOT)));
  return new Map([
    ['spec/openapi-3.1.json', json(view31(document))],
    ['src/contract/generated/bundle.json', json(document)],
    ['src/contract/generated/contract.json', json(contractData('starmagic', document))],
    ['src/contract/generated/openai.json', json(contractData('openai', openai))],
    ['src/contract/generated/types.ts', MARK + (await typesOf(document))],
    ['src/contract/generated/requirement-ids.ts', requirementIds(document)],
  ]);
}

function current(path: string): string | undefined {
  try {
    return readFileSync(new URL(path, ROOT), 'utf8');
  } catch {
    return undefined;
  }
}

const check = process.argv.includes('--check');
const stale = [...(await outputs())].filter(([path, text]) => current(path) !== text);
for (const [path, text] of stale) {
  if (check) process.stderr.write(`stale: ${path}\n`);
  else {
    const file = new URL(path, ROOT);
    mkdirSync(new URL('.', file), { recursive: true });
    writeFileSync(fileURLToPath(file), text);
    process.stdout.write(`wrote ${path}\n`);
  }
}
if (check && stale.length > 0) {
  process.stderr.write('Run `npm run generate` and commit the result.\n');
  process.exitCode = 1;
}
