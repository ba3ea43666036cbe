/**
 * Writes everything that follows from `spec/`. With `--check` it writes nothing, names each file that is not what it would
 * write, and exits 1.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { configSchema } from '../../src/cli/config-schema.ts';
import { createProgram } from '../../src/cli/program.ts';
import { contractData, ENDPOINT_IDS, type EndpointId } from '../../src/contract/contract-data.ts';
import { applyOverlay } from '../../src/contract/overlay.ts';
import { asObject } from '../../src/contract/schema/json-shape.ts';
import { collectRequirements, type JsonObject, type Requirement } from '../../src/contract/requirements.ts';
import { FAULTS } from '../../src/faults/catalogue.ts';
import { bundle } from './bundle.ts';
import { checkCatalogue } from './check-catalogue.ts';
import { faultCatalogue } from './fault-catalogue.ts';
import { INDEXED, llmsIndex, type Page } from './llms-index.ts';
import { proofs, provenIds } from './proof.ts';
import { stale, type Outputs } from './stale.ts';
import { typesOf } from './types.ts';
import { engineWords } from './words.ts';
import { view31 } from '../../src/contract/schema/view-3-1.ts';

const ROOT = new URL('../../', import.meta.url);
const NOTICE = 'Generated from spec/ by `npm run generate`. Do not edit.';

/** JSON has no comments, so the notice is a first key. */
const json = (value: object): string => `${JSON.stringify({ $comment: NOTICE, ...value }, null, 1)}\n`;

/** OpenAPI knows no other keys at its root than its own and extensions. */
const openapiJson = ({ openapi, ...rest }: JsonObject): string =>
  `${JSON.stringify({ openapi, 'x-generated': NOTICE, ...rest }, null, 1)}\n`;

/** Endpoints that the document describes besides chat completions, whose contract is what a server starts with. */
const furtherEndpoints = (document: JsonObject): EndpointId[] =>
  ENDPOINT_IDS.filter((id) => id !== 'chat' && Object.hasOwn(asObject(document['x-endpoints']), id));

/** The contract of each further endpoint is a file of its own, loaded only on demand. */
const endpointContracts = (name: string, document: JsonObject): [string, string][] =>
  furtherEndpoints(document).map((id) => [
    `src/contract/generated/${name}-${id}.json`,
    json(contractData(name, document, id)),
  ]);

/** Those of chat completions and of every other endpoint, each once. */
const requirementsOf = (document: JsonObject): Requirement[] => [
  ...new Map(
    ['chat' as const, ...furtherEndpoints(document)]
      .flatMap((id) => contractData('starmagic', document, id).requirements)
      .map((requirement) => [requirement.id, requirement]),
  ).values(),
];

/** Without what families have in common, which each entry has by itself here. */
function wellKnownModels(): string {
  const { families: _, ...catalogue } = bundle(new URL('spec/well-known-models.yaml', ROOT));
  return json(catalogue);
}

function requirementIds(document: JsonObject): string {
  const ids = collectRequirements(document).map((requirement) => requirement.id);
  const lines = ids.toSorted().map((id) => `  | '${id}'`);
  return `// ${NOTICE}\n/** Ids of every requirement in the contract. */\nexport type RequirementId =\n${lines.join('\n')};\n`;
}

function faultNames(): string {
  const lines = FAULTS.map(({ name }) => `  | '${name}'`).toSorted();
  return `// Generated from src/faults/ by \`npm run generate\`. Do not edit.\n/** Names of every fault in the catalogue. */\nexport type FaultName =\n${lines.join('\n')};\n`;
}

/** The schema of configuration files as a type. */
async function configTypes(schema: JsonObject): Promise<string> {
  const { $schema: _, title, ...config } = schema;
  const types = await typesOf({ components: { schemas: { Config: { description: title, ...config } } } }, false);
  return `// Generated from the options of the commands by \`npm run generate\`. Do not edit.\n${types}`;
}

/** Pages of the documentation that follow from data. */
async function pages(document: JsonObject, proved: ReturnType<typeof proofs>): Promise<Page[]> {
  const generated: Page[] = [
    ['docs/fault-catalogue.md', await faultCatalogue()],
    ['docs/checks.md', await checkCatalogue(requirementsOf(document), proved)],
  ];
  const written = new Map(generated);
  const indexed = INDEXED.map((path): Page => [path, written.get(path) ?? current(path) ?? '']);
  return [...generated, ['docs/llms.txt', llmsIndex(indexed)]];
}

async function outputs(): Promise<Outputs> {
  const document = bundle(new URL('spec/openapi.yaml', ROOT));
  const openai = await applyOverlay(document, bundle(new URL('spec/profiles/openai.overlay.yaml', ROOT)));
  const chat = contractData('starmagic', document);
  const proved = proofs(provenIds(chat.requirements.map(({ id }) => id)));
  const config = configSchema(createProgram(() => Promise.resolve()));
  return new Map([
    ['spec/openapi-3.1.json', openapiJson(view31(document))],
    ['src/contract/generated/bundle.json', openapiJson(document)],
    ['src/contract/generated/contract.json', json(chat)],
    ['src/contract/generated/openai.json', json(contractData('openai', openai))],
    ['src/contract/generated/well-known-models.json', wellKnownModels()],
    ...endpointContracts('starmagic', document),
    ...endpointContracts('openai', openai),
    ['src/contract/generated/types.ts', `// ${NOTICE}\n${await typesOf(document)}`],
    ['src/contract/generated/requirement-ids.ts', requirementIds(document)],
    ['src/contract/generated/requirement-lines.json', requirementLines(furtherEndpoints(document))],
    ['src/contract/generated/scenarios-schema.json', schemaCopy('scenarios')],
    ['src/recordings/generated/starlog-schema.json', schemaCopy('starlog')],
    ...['baseline', 'report'].map((name): [string, string] => [
      `src/verify/generated/${name}-schema.json`,
      schemaCopy(name),
    ]),
    ['src/verify/generated/proof.json', json({ requirements: proved })],
    ['src/faults/generated/fault-names.ts', faultNames()],
    ['src/engine/generated/words.json', json(engineWords())],
    ...(await pages(document, proved)),
    ['spec/schemas/config.schema.json', json(config)],
    ['src/config.ts', await configTypes(config)],
  ]);
}

/** Line of each requirement in a file. */
function linesIn(file: string): [id: string, line: number][] {
  const lines = readFileSync(new URL(`spec/${file}`, ROOT), 'utf8').split('\n');
  const ids = lines.map((line) => /^ *- id: ([a-z0-9.-]+)$/.exec(line)?.[1]);
  return ids.flatMap((id, index): [string, number][] => (id === undefined ? [] : [[id, index + 1]]));
}

/** Where each requirement stands in the documents that people read; reports point there. `files` names all but openapi.yaml. */
function requirementLines(endpoints: readonly EndpointId[]): string {
  const further = endpoints.map(
    (id) => [`${id}.yaml`, linesIn(`${id}.yaml`).filter(([at]) => at.includes('.'))] as const,
  );
  return json({
    lines: Object.fromEntries([...linesIn('openapi.yaml'), ...further.flatMap(([, lines]) => lines)]),
    files: Object.fromEntries(further.flatMap(([file, lines]) => lines.map(([id]) => [id, file]))),
  });
}

/** A copy that can be imported from wherever the bundle lies. */
function schemaCopy(name: string): string {
  return json(JSON.parse(readFileSync(new URL(`spec/schemas/${name}.schema.json`, ROOT), 'utf8')));
}

function current(path: string): string | undefined {
  try {
    return readFileSync(new URL(path, ROOT), 'utf8');
  } catch {
    return undefined;
  }
}

function report(paths: readonly string[]): void {
  for (const path of paths) process.stderr.write(`stale: ${path}\n`);
  if (paths.length === 0) return;
  process.stderr.write('Run `npm run generate` and commit the result.\n');
  process.exitCode = 1;
}

const files = await outputs();
const changed = stale(files, current);
if (process.argv.includes('--check')) report(changed);
else {
  for (const path of changed) {
    writeFileSync(new URL(path, ROOT), files.get(path) ?? '');
    process.stdout.write(`wrote ${path}\n`);
  }
}
