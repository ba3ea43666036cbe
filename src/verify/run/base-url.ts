import { StarmockError } from '../../contract/errors.ts';

/**
 * Normalizes a base URL: no query, no fragment, no trailing slash. Credentials are rejected, because reports show the URL.
 *
 * @throws StarmockError BAD_OPTION
 */
export function checkedBaseUrl(baseUrl: string): string {
  const url = URL.canParse(baseUrl) ? new URL(baseUrl) : undefined;
  if (url?.protocol !== 'http:' && url?.protocol !== 'https:') {
    throw new StarmockError(
      'BAD_OPTION',
      `Invalid base URL "${baseUrl}": expected an http:// or https:// URL such as https://api.example.com/v1`,
      { baseUrl },
    );
  }
  if (url.username || url.password) {
    throw new StarmockError(
      'BAD_OPTION',
      'Invalid base URL: it contains credentials; set the key in an environment variable',
    );
  }
  if (url.search || url.hash) {
    throw new StarmockError(
      'BAD_OPTION',
      `Invalid base URL "${baseUrl}": remove the query or fragment "${url.search}${url.hash}"`,
      { baseUrl },
    );
  }
  return `${url.origin}${url.pathname}`.replace(/(?<!\/)\/+$/, '');
}
