import { StarmockError } from './errors.ts';
import { isJsonObject, type JsonObject } from './requirements.ts';

/** One action of an Overlay document. */
interface Action {
  readonly target: string;
  readonly update?: unknown;
  readonly remove?: true;
}

type Library = typeof import('openapi-format');

const OVERLAY_VERSION = /^1\.0\.\d+$/;

/**
 * The library's mode for Overlay 1.0 leaves an array untouched when a target names one, although that version wants
 * the update appended; its mode for 1.1 does append, and differs in nothing else that 1.0 allows.
 */
const LIBRARY_MODE = '1.1.0';

function checkedAction(action: unknown, label: string): Action {
  const fail = (cause: string): never => {
    throw new StarmockError('BAD_PROFILE', `Could not read ${label}: ${cause}`);
  };
  if (!isJsonObject(action)) return fail('it is not an object');
  const { target, update, remove } = action;
  if (typeof target !== 'string' || !target.startsWith('$'))
    return fail('"target" must be a JSONPath that begins with $');
  if (remove === true) return target === '$' ? fail('the whole document cannot be removed') : { target, remove };
  if (update === undefined) return fail('it has neither "update" nor "remove": true');
  return { target, update };
}

function actionsOf(overlay: unknown): Action[] {
  if (!isJsonObject(overlay) || typeof overlay['overlay'] !== 'string') {
    throw new StarmockError('BAD_PROFILE', 'Could not read overlay: the key "overlay" with a version is missing');
  }
  const { overlay: version, actions } = overlay;
  if (!OVERLAY_VERSION.test(version as string)) {
    throw new StarmockError(
      'BAD_PROFILE',
      `Could not read overlay: unsupported version "${String(version)}"; expected 1.0`,
    );
  }
  if (!Array.isArray(actions) || actions.length === 0) {
    throw new StarmockError('BAD_PROFILE', 'Could not read overlay: "actions" must be a non-empty list');
  }
  return actions.map((action, index) => checkedAction(action, `action ${index + 1} of the overlay`));
}

/**
 * The library tells what went wrong by printing it. The call is synchronous until its result is there, so that taking
 * the printer away meanwhile has no side effects.
 */
/* oxlint-disable no-console */
function overheard<T>(call: () => T): { result: T; said: string[] } {
  const said: string[] = [];
  const original = console.error;
  console.error = (...words: unknown[]): void => void said.push(words.join(' '));
  try {
    return { result: call(), said };
  } finally {
    console.error = original;
  }
}
/* oxlint-enable no-console */

/**
 * Removal is done here: the library removes by rising index, and so takes the wrong elements when a target names
 * several of one array.
 */
function removeAll(library: Library, document: JsonObject, target: string): number {
  const nodes = library.resolveJsonPath(document, target) as { parent: unknown; key: string | number | undefined }[];
  for (const { parent, key } of nodes.toReversed()) {
    if (Array.isArray(parent) && typeof key === 'number') parent.splice(key, 1);
    else if (isJsonObject(parent) && key !== undefined) Reflect.deleteProperty(parent, key);
  }
  return nodes.length;
}

async function applied(library: Library, document: JsonObject, action: Action): Promise<JsonObject> {
  const { target, update, remove } = action;
  if (remove === true) {
    const { result: count, said } = overheard(() => removeAll(library, document, target));
    if (count === 0) throw unmatched(target, said);
    return document;
  }
  const overlaySet = { overlay: LIBRARY_MODE, actions: [{ target, update }] } as never;
  const { result, said } = overheard(() => library.openapiOverlay(document as never, { overlaySet }));
  const { data, resultData } = (await result) as unknown as {
    data: JsonObject;
    resultData: { totalUnusedActions: number };
  };
  if (resultData.totalUnusedActions > 0) throw unmatched(target, said);
  return data;
}

function unmatched(target: string, said: readonly string[]): StarmockError {
  const cause = said.length > 0 ? said.join('; ') : 'the contract has nothing there';
  return new StarmockError('BAD_PROFILE', `Could not apply overlay to "${target}": ${cause}`, { target });
}

/**
 * Applies an Overlay 1.0 document. Stricter than the standard in one point: a target that matches nothing is an error,
 * since a profile that changes nothing is a mistake in it. Arrays inside of an update are appended to the arrays that
 * they meet, as Overlay 1.1 settled it.
 *
 * @param document a bundled contract; it is left as it is
 * @param overlay the parsed Overlay document
 * @throws StarmockError `BAD_PROFILE`, naming the action or target
 */
export async function applyOverlay(document: JsonObject, overlay: unknown): Promise<JsonObject> {
  const actions = actionsOf(overlay);
  // @ts-expect-error its types are declared under its own name alone
  const { default: library } = (await import('#openapi-format')) as unknown as { default: Library };
  let result = structuredClone(document);
  // One after the other, because each action sees the result of the one before.
  // oxlint-disable-next-line no-await-in-loop
  for (const action of actions) result = await applied(library, result, action);
  return result;
}
