import type { ResultStatus } from '../checks/result-status.ts';
import { html, type Markup } from './html-text.ts';

const WORD: Readonly<Record<ResultStatus, string>> = {
  pass: '✓ pass',
  fail: '✗ fail',
  warn: '! warn',
  info: 'i info',
  skip: '– skip',
  inconclusive: '? inconclusive',
  error: '✗ error',
};

/** A status as a sign and a word: colors alone are not seen by everybody. */
export const markOf = (status: ResultStatus): Markup => html`<span class="${status}">${WORD[status]}</span>`;

/** The fragment that names a check. */
export const checkId = (check: string): string => `check-${check}`;
