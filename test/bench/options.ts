import { parseArgs } from 'node:util';

/** What the command line asks for. */
export interface BenchOptions {
  /** Names of cases; empty: all. */
  readonly only: readonly string[];
  readonly quick: boolean;
  readonly peers: boolean;
}

export function readOptions(args: readonly string[], known: readonly string[]): BenchOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      only: { type: 'string', multiple: true, default: [] },
      quick: { type: 'boolean', default: false },
      peers: { type: 'boolean', default: false },
    },
  });
  const only = values.only.flatMap((names) => names.split(','));
  const unknown = only.filter((name) => !known.includes(name));
  if (unknown.length > 0) throw new Error(`No such case: ${unknown.join(', ')}; there are ${known.join(', ')}`);
  return { only, quick: values.quick, peers: values.peers };
}
