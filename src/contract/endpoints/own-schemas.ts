import type { Contract } from '../contract-data.ts';
import type { Endpoint } from './endpoint.ts';

/** The contract with the schemas that endpoints bring along; the contract itself where they bring none. */
export async function withOwnSchemas(contract: Contract, endpoints: readonly Endpoint[]): Promise<Contract> {
  const own = await Promise.all(endpoints.flatMap(({ schemas }) => (schemas ? [schemas()] : [])));
  if (own.length === 0) return contract;
  const { document } = contract;
  const schemas = Object.assign({}, document.components.schemas, ...own) as typeof document.components.schemas;
  return { ...contract, document: { ...document, components: { ...document.components, schemas } } };
}
