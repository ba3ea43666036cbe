import type { Contract } from '../../contract/contract.ts';
import type { Capability } from '../capability.ts';

/** What the documentation of an endpoint promises, by its profile. */
export function declaredCapabilities({ document }: Contract): ReadonlySet<Capability> {
  return new Set(document['x-capabilities'].declared as readonly Capability[]);
}
