import { StarmockError } from '../../contract/errors.ts';

/**
 * An address to which paths can be added: no query, no fragment, no slash at its end. Credentials are refused, since reports show it.
 *
 * @param deed what fails where it is none: `verify`
 * @throws StarmockError BAD_OPTION
 */
export function checkedBaseUrl(baseUrl: string, deed: string): string {
  const url = URL.canParse(baseUrl) ? new URL(baseUrl) : undefined;
  if (url?.protocol !== 'http:' && url?.protocol !== 'https:') {
    throw new StarmockError(
      'BAD_OPTION',
      `Failed to ${deed} "${baseUrl}": it is no http or https URL; give one such as https://api.example.com/v1`,
      { baseUrl },
    );
  }
  if (url.username || url.password) {
    throw new StarmockError(
      'BAD_OPTION',
      `Failed to ${deed} the endpoint: its URL holds credentials; the key belongs into the environment`,
    );
  }
  if (url.search || url.hash) {
    throw new StarmockError(
      'BAD_OPTION',
      `Failed to ${deed} "${baseUrl}": paths are put behind it, so it cannot have a query or a fragment; leave out "${url.search}${url.hash}"`,
      { baseUrl },
    );
  }
  return `${url.origin}${url.pathname}`.replace(/(?<!\/)\/+$/, '');
}
