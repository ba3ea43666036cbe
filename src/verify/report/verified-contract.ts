import type { Contract } from '../../contract/contract.ts';
import { VERIFIED_ENDPOINTS } from '../verified-endpoint.ts';
import type { VerifiedContract } from './report.ts';

/** The names of a contract, as reports have them. */
export function verifiedContract({ name, document }: Contract): VerifiedContract {
  const endpoint = VERIFIED_ENDPOINTS.find((id) => id === document['x-endpoint'].id) ?? 'chat';
  const { version } = document.info;
  return { profile: name, version, ...(endpoint === 'chat' ? {} : { endpoint }) };
}

/** What tells the findings of one contract from those of another: the profile and, unless it is chat completions, the endpoint. */
export function contractLabel(contract: Contract): string {
  const { profile, endpoint } = verifiedContract(contract);
  return endpoint === undefined ? profile : `${profile} ${endpoint}`;
}
