/** What calls of one session leave for later ones, by id: an answer that can be fetched again. The ones used longest ago are forgotten. */
export interface SessionState {
  get(id: string): unknown;
  /** @param size rough size in bytes */
  set(id: string, value: unknown, size: number): void;
  delete(id: string): boolean;
}

/** What calls of one mock leave for later ones. Sessions do not see each other's. */
export interface EndpointState {
  of(session: string): SessionState;
  /** @param session default: every one */
  clear(session?: string): void;
}

/** How much is kept. */
export interface StateLimits {
  readonly sessions: number;
  /** Of one session. */
  readonly entries: number;
  /** Of one session. */
  readonly bytes: number;
}

const DEFAULT_LIMITS: StateLimits = { sessions: 64, entries: 256, bytes: 8_000_000 };

interface Entry {
  readonly value: unknown;
  readonly size: number;
}

/** The entry again, as the one that was used last. */
export function used<T>(entries: Map<string, T>, id: string): T | undefined {
  const entry = entries.get(id);
  if (entry === undefined) return undefined;
  entries.delete(id);
  entries.set(id, entry);
  return entry;
}

function createSession({ entries: most, bytes }: StateLimits): SessionState {
  const entries = new Map<string, Entry>();
  let held = 0;
  const remove = (id: string): boolean => {
    held -= entries.get(id)?.size ?? 0;
    return entries.delete(id);
  };
  return {
    get: (id) => used(entries, id)?.value,
    set: (id, value, size) => {
      remove(id);
      entries.set(id, { value, size });
      held += size;
      for (const oldest of entries.keys()) {
        if (entries.size <= most && held <= bytes) return;
        remove(oldest);
      }
    },
    delete: remove,
  };
}

export function createEndpointState(limits: StateLimits = DEFAULT_LIMITS): EndpointState {
  const sessions = new Map<string, SessionState>();
  return {
    of: (name) => {
      const session = used(sessions, name) ?? createSession(limits);
      sessions.set(name, session);
      const [oldest] = sessions.keys();
      if (sessions.size > limits.sessions && oldest !== undefined) sessions.delete(oldest);
      return session;
    },
    clear: (session) => void (session === undefined ? sessions.clear() : sessions.delete(session)),
  };
}
