/** What calls of one mock leave for later ones, by id: an answer that can be fetched again. The oldest are forgotten. */
export interface EndpointState {
  get(id: string): unknown;
  set(id: string, value: unknown): void;
  delete(id: string): boolean;
  clear(): void;
}

/** @param limit entries to keep */
export function createEndpointState(limit: number): EndpointState {
  const entries = new Map<string, unknown>();
  return {
    get: (id) => entries.get(id),
    set: (id, value) => {
      entries.set(id, value);
      const [oldest] = entries.keys();
      if (entries.size > limit && oldest !== undefined) entries.delete(oldest);
    },
    delete: (id) => entries.delete(id),
    clear: () => entries.clear(),
  };
}
