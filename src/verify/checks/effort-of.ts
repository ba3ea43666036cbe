import type { Evidence } from '../evidence/evidence.ts';
import type { ParsedExchange } from '../evidence/parsed-exchange.ts';

/** The effort that a request comes to, by the catalogue. */
export const effortOf = ({ request }: ParsedExchange, { info }: Evidence): unknown =>
  request?.['reasoning_effort'] ?? info?.reasoning?.default_effort;
