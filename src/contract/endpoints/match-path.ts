import type { Endpoint } from './endpoint.ts';

const escaped = (text: string): string => text.replaceAll(/[.*+?^$()|[\]\\]/g, String.raw`\$&`);

/**
 * The source of a regular expression for an endpoint's path, with a named group for each parameter.
 *
 * @param last what the last parameter may hold; default: anything but a slash
 * @example pathPattern('/models/{model}') // '/models/(?<model>[^/]+)'
 */
export function pathPattern(path: string, last = '[^/]+'): string {
  const parts = path.split('/');
  return parts
    .map((part, at) => {
      const name = /^\{(\w+)\}$/.exec(part)?.[1];
      if (name === undefined) return escaped(part);
      return `(?<${name}>${at === parts.length - 1 ? last : '[^/]+'})`;
    })
    .join('/');
}

const patterns = new WeakMap<Endpoint, RegExp>();

function patternOf(endpoint: Endpoint): RegExp {
  const pattern = patterns.get(endpoint) ?? new RegExp(`${pathPattern(endpoint.path)}$`);
  patterns.set(endpoint, pattern);
  return pattern;
}

/**
 * The endpoint whose path a URL's path ends in: of a recording, the base is not known, so a parameter takes no slash.
 *
 * @param method chooses among several operations of a path; the first of them where none has it
 * @example endpointAt('/openai/v1/chat/completions', ENDPOINTS)?.id // 'chat'
 */
export function endpointAt(path: string, endpoints: readonly Endpoint[], method?: string): Endpoint | undefined {
  const found = endpoints.filter((endpoint) => patternOf(endpoint).test(path));
  return found.find((endpoint) => endpoint.method === method?.toUpperCase()) ?? found[0];
}
