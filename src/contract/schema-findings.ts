import type { ErrorObject } from 'ajv/dist/2020.js';
import type { Contract } from './contract.ts';
import type { Finding } from './finding.ts';

export function findingsOf(
  _contract: Contract,
  _schema: string,
  _value: unknown,
  _errors: readonly ErrorObject[],
): Finding[] {
  throw new Error('not yet');
}
