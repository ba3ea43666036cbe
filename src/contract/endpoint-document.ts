import { asList, asObject } from './schema/json-shape.ts';
import { isJsonObject, type JsonObject } from './requirements.ts';

const CHAT = 'chat';
const REFERENCE = '#/components/';

/** Names of components, as `kind/name`, that a node refers to. */
function referred(node: unknown, found: Set<string>): void {
  if (Array.isArray(node)) for (const child of node) referred(child, found);
  if (!isJsonObject(node)) return;
  for (const child of Object.values(node)) {
    if (typeof child !== 'string') referred(child, found);
    else if (child.startsWith(REFERENCE)) found.add(child.slice(REFERENCE.length));
  }
}

function at(components: JsonObject, name: string): unknown {
  const [kind = '', key = ''] = name.split('/', 2);
  return asObject(components[kind])[key];
}

/** Everything that can be reached from some names, themselves included. */
function closure(components: JsonObject, names: Set<string>): Set<string> {
  // A set may grow while it is walked; what is added is visited, too.
  for (const name of names) referred(at(components, name), names);
  return names;
}

type Keep = (kind: string, name: string, node: JsonObject) => boolean;

const filtered = (components: JsonObject, keep: Keep): JsonObject =>
  Object.fromEntries(
    Object.entries(components).map(([kind, named]) => {
      const kept = Object.entries(asObject(named)).filter(([name, node]) => keep(kind, name, asObject(node)));
      return [kind, Object.fromEntries(kept.map(([name, node]) => [name, unmarked(node)]))];
    }),
  );

function unmarked(node: unknown): unknown {
  if (!isJsonObject(node) || node['x-endpoint'] === undefined) return node;
  const { 'x-endpoint': _, ...rest } = node;
  return rest;
}

function pathsOf(bundle: JsonObject, endpoint: string): JsonObject {
  const paths = Object.entries(asObject(bundle['paths']));
  const own = paths.filter(([, item]) => (asObject(item)['x-endpoint'] ?? CHAT) === endpoint);
  return Object.fromEntries(own.map(([path, item]) => [path, unmarked(item)]));
}

/** What chat completions and models are described by: all that is of no other endpoint. */
function chatDocument(bundle: JsonObject): JsonObject {
  if (bundle['x-endpoints'] === undefined) return bundle;
  const components = filtered(asObject(bundle['components']), (_kind, _name, node) => node['x-endpoint'] === undefined);
  const schemas = asObject(asObject(bundle['x-endpoints'])[CHAT]);
  return { ...bundle, paths: pathsOf(bundle, CHAT), components, 'x-endpoint': { id: CHAT, ...schemas } };
}

/**
 * The part of a bundled contract that is of one endpoint: its paths, and of the components those that are its own or that it
 * refers to. Its grammar stands where that of chat completions stands in the whole; models are left to the contract of the profile.
 */
export function endpointDocument(bundle: JsonObject, endpoint: string): JsonObject {
  if (endpoint === CHAT) return chatDocument(bundle);
  const { grammar, ...schemas } = asObject(asObject(bundle['x-endpoints'])[endpoint]);
  const paths = pathsOf(bundle, endpoint);
  const all = asObject(bundle['components']);
  const names = new Set(
    [schemas['request'], schemas['event'], ...asList(schemas['answers']), 'ErrorResponse'].map(
      (name) => `schemas/${String(name)}`,
    ),
  );
  referred(paths, names);
  const reached = closure(all, names);
  return {
    openapi: bundle['openapi'],
    info: bundle['info'],
    paths,
    components: filtered(
      all,
      (kind, name) =>
        reached.has(`${kind}/${name}`) || (kind === 'securitySchemes' && bundle['security'] !== undefined),
    ),
    'x-endpoint': { id: endpoint, ...schemas },
    ...(grammar === undefined ? {} : { 'x-stream-grammar': grammar }),
  };
}
