import type { ErrorObject } from 'ajv/dist/2020.js';
import type { Contract } from '../contract.ts';
import type { Finding } from '../finding.ts';
import type { RequirementId } from '../generated/requirement-ids.ts';
import { quote } from './json-shape.ts';
import { isJsonObject, type JsonObject } from '../requirements.ts';

type Schemas = { readonly [name: string]: JsonObject };

/** A body can have a million faults; the first few tell enough, and comparing all with all would take for ever. */
const MAX_ERRORS = 100;
const REFERENCE = '#/components/schemas/';
const UNIONS = new Set(['anyOf', 'oneOf']);

const segmentsOf = (pointer: string): string[] =>
  pointer
    .split('/')
    .slice(1)
    .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'));

/** A schema node with everything that applies at the same place: the schema it refers to, and branches of a union. */
function here(schemas: Schemas, node: unknown): JsonObject[] {
  if (!isJsonObject(node)) return [];
  const reference = node['$ref'];
  const referred = typeof reference === 'string' ? schemas[reference.slice(REFERENCE.length)] : undefined;
  const branches = [node['anyOf'], node['oneOf']].flatMap((list) => (Array.isArray(list) ? list : []));
  return [node, ...[referred, ...branches].flatMap((child) => here(schemas, child))];
}

const childOf = (node: JsonObject, segment: string): unknown =>
  (isJsonObject(node['properties']) ? node['properties'][segment] : undefined) ?? node['items'];

const firstRequirement = (nodes: readonly JsonObject[]): string | undefined =>
  nodes
    .map((node) => (Array.isArray(node['x-requirements']) ? node['x-requirements'][0] : undefined))
    .findLast(Boolean);

/**
 * The requirement that stands nearest above a place: on the way from the root, the last one met.
 * The first entry of a list is the one that the schema beside it enforces.
 */
function requirementAt(schemas: Schemas, schema: string, pointer: string): RequirementId {
  let nodes = here(schemas, schemas[schema]);
  let found = firstRequirement(nodes);
  for (const segment of segmentsOf(pointer)) {
    nodes = nodes.flatMap((node) => here(schemas, childOf(node, segment)));
    found = firstRequirement(nodes) ?? found;
  }
  if (found === undefined) throw new TypeError(`Schema "${schema}" has no requirement`);
  return found as RequirementId;
}

const VALUES = new Set(['enum', 'const']);

const isExact = (error: ErrorObject): boolean => !UNIONS.has(error.keyword) && error.keyword !== 'type';

/** Where a union fails, the branch that at least had the right type tells more than the others. */
function telling(errors: readonly ErrorObject[]): ErrorObject[] {
  const unions = errors.filter((error) => UNIONS.has(error.keyword)).map((error) => error.instancePath);
  return errors.filter(({ keyword, instancePath }) => {
    if (keyword !== 'type') return !UNIONS.has(keyword);
    if (unions.includes(instancePath))
      return !errors.some((e) => isExact(e) && e.instancePath.startsWith(instancePath));
    return !errors.some((error) => VALUES.has(error.keyword) && error.instancePath === instancePath);
  });
}

function expectation({ keyword, params, message }: ErrorObject): string {
  switch (keyword) {
    case 'required':
      return `the key "${params['missingProperty']}"`;
    case 'type':
      return [params['type']].flat().join(' or ');
    case 'const':
      return quote(params['allowedValue']);
    case 'enum':
      return `one of ${params['allowedValues'].map(quote).join(', ')}`;
    case 'discriminator':
      return `a known "${params['tag']}"`;
    case 'minLength':
      return 'a non-empty string';
    case 'minItems':
      return `at least ${params['limit']} element`;
    case 'minimum':
    case 'maximum':
      return `a number ${params['comparison']} ${params['limit']}`;
    default:
      return `a value that ${message}`;
  }
}

/** One finding a place: types that would all do are alternatives, everything else is missing together. */
function merged(findings: readonly Finding[]): Finding[] {
  const byPlace = new Map<string, Finding>();
  for (const finding of findings) {
    const key = `${finding.path} ${finding.requirement} ${finding.received}`;
    const known = byPlace.get(key)?.expected;
    const glue = finding.received === 'nothing' ? ' and ' : ' or ';
    const repeated = known === undefined || known.split(glue).includes(finding.expected);
    const expected = repeated ? (known ?? finding.expected) : known + glue + finding.expected;
    byPlace.set(key, { ...finding, expected });
  }
  return [...byPlace.values()];
}

/**
 * Turns the errors of a schema into findings, one for each place; only the first hundred errors are looked at.
 *
 * @param errors all errors of ajv in verbose mode
 */
export function findingsOf(contract: Contract, schema: string, errors: readonly ErrorObject[]): Finding[] {
  const { schemas } = contract.document.components;
  const levels = new Map(contract.requirements.map(({ id, level }) => [id, level]));
  const findings = telling(errors.slice(0, MAX_ERRORS)).map((error): Finding => {
    const missing = error.keyword === 'required' ? `/${error.params['missingProperty']}` : '';
    const requirement = requirementAt(schemas, schema, error.instancePath + missing);
    const received = missing === '' ? quote(error.data) : 'nothing';
    const level = levels.get(requirement) ?? 'MUST';
    return { requirement, level, path: error.instancePath, expected: expectation(error), received };
  });
  return merged(findings);
}
