/** Where a request goes. */
export type Route =
  | { readonly name: 'chat' | 'models' | 'health' | 'preflight' | 'unknown' }
  | { readonly name: 'model'; readonly id: string }
  | { readonly name: 'method'; readonly allow: readonly string[] };

const CHAT = '/v1/chat/completions';
const MODELS = '/v1/models';
/** Where a server says that it is alive. No fault reaches it. */
export const HEALTH = '/healthz';
const MODEL = `${MODELS}/`;

function allowed(path: string): string | undefined {
  if (path === CHAT) return 'POST';
  return path === MODELS || path === HEALTH || (path.startsWith(MODEL) && path.length > MODEL.length)
    ? 'GET'
    : undefined;
}

/** A model id may hold a slash, and clients escape it; an id that cannot be unescaped is taken as it is. */
function unescapeId(path: string): string {
  const raw = path.slice(MODEL.length);
  try {
    return decodeURIComponent(raw);
  } catch {
    return raw;
  }
}

/**
 * Finds the route of a request. `HEAD` is served wherever `GET` is.
 *
 * @example matchRoute('GET', '/v1/models/gpt-5.1') // { name: 'model', id: 'gpt-5.1' }
 */
export function matchRoute(method: string, path: string): Route {
  // The hot path first.
  if (path === CHAT && method === 'POST') return { name: 'chat' };
  const allow = allowed(path);
  if (!allow) return { name: 'unknown' };
  if (method === 'OPTIONS') return { name: 'preflight' };
  if (method !== allow && !(method === 'HEAD' && allow === 'GET')) {
    return { name: 'method', allow: allow === 'GET' ? ['GET', 'HEAD'] : [allow] };
  }
  if (path === MODELS) return { name: 'models' };
  return path === HEALTH ? { name: 'health' } : { name: 'model', id: unescapeId(path) };
}
