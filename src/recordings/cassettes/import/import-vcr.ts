import { parseDocument } from 'yaml';
import { isJsonObject } from '../../../contract/requirements.ts';
import { asList, asObject, isText } from '../../../contract/schema/json-shape.ts';
import type { Observation } from '../../observation.ts';
import { badImport, importedObservation } from './imported-exchange.ts';

type Pair = readonly [name: string, value: string];

/** A scalar as it stands in the file; pyyaml quotes what would not be a string. */
const textOf = (value: unknown): string => (typeof value === 'string' ? value : String(value ?? ''));

/** Each value of a header is a header of its own. */
const headersOf = (value: unknown): Pair[] =>
  Object.entries(asObject(value)).flatMap(([name, values]) => [values].flat().map((one): Pair => [name, textOf(one)]));

const utf8 = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'utf8'));

/**
 * A body as cassettes have them: a string, bytes (`!!binary`), an object with `string`, or with the buffer of a pickled stream, whose
 * content is read and whose class is not.
 */
function bytesOf(value: unknown): Uint8Array {
  if (value === null || value === undefined) return new Uint8Array();
  if (value instanceof Uint8Array) return new Uint8Array(value);
  if (typeof value === 'string') return utf8(value);
  const { string, base64_string: base64, state } = asObject(value);
  if (isText(base64)) return new Uint8Array(Buffer.from(base64, 'base64'));
  if (Array.isArray(state)) return bytesOf(state[0]);
  if (Array.isArray(value)) return bytesOf(value[0]);
  return bytesOf(string ?? '');
}

/** Some serializers keep JSON bodies as values. */
const bodyOf = (side: Record<string, unknown>): Uint8Array =>
  side['parsed_body'] === undefined || side['parsed_body'] === null
    ? bytesOf(side['body'])
    : utf8(JSON.stringify(side['parsed_body']));

function exchangeOf(interaction: unknown, name: string, index: number): Observation {
  const { request, response } = asObject(interaction);
  const [sent, got] = [asObject(request), asObject(response)];
  const { method, uri } = sent;
  const status = asObject(got['status']);
  const code = Number(status['code'] ?? got['status_code']);
  if (!isText(method) || !isText(uri) || !Number.isInteger(code))
    return badImport(name, `interaction ${index + 1} lacks a method, a uri or a status code`);
  return importedObservation(
    {
      method: method.toUpperCase(),
      url: uri,
      requestHeaders: headersOf(sent['headers']),
      requestBody: bodyOf({ ...sent }),
      status: code,
      reason: textOf(status['message'] ?? got['reason']),
      headers: headersOf(got['headers']),
      body: bodyOf({ ...got }),
    },
    name,
  );
}

/** Whether a value is a cassette of vcrpy or of a tool that writes its format. */
export const isVcr = (value: unknown): boolean => isJsonObject(value) && Array.isArray(value['interactions']);

/** Tags stand for nothing but data: an object of Python's is read as the values that it was made of. */
function parsed(text: string, name: string): unknown {
  const document = parseDocument(text, { schema: 'core', customTags: ['binary'], logLevel: 'silent' });
  const [error] = document.errors;
  if (error) return badImport(name, error.message);
  return document.toJS({ maxAliasCount: 1000 }) as unknown;
}

/**
 * Reads a cassette of vcrpy, as YAML or JSON.
 *
 * @throws StarmockError BAD_RECORDING
 * @example
 * importVcr(await readFile('test_agent.yaml', 'utf8'), 'test_agent');
 */
export function importVcr(text: string, name: string): Observation[] {
  const value = parsed(text, name);
  if (!isVcr(value)) return badImport(name, 'it has no list of interactions');
  return asList(asObject(value)['interactions']).map((one, index) => exchangeOf(one, name, index));
}
