import { parseArgs } from 'node:util';

/** What the command line asks for. */
export interface BenchOptions {
  /** Names of cases; empty: all. */
  readonly only: readonly string[];
  readonly quick: boolean;
  readonly peers: boolean;
  /** Folder of another build (its `dist`) to measure this one against, instead of the cases. */
  readonly against?: string;
}

export function readOptions(args: readonly string[], known: readonly string[]): BenchOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      only: { type: 'string', multiple: true, default: [] },
      quick: { type: 'boolean', default: false },
      peers: { type: 'boolean', default: false },
      against: { type: 'string' },
    },
  });
  const only = values.only.flatMap((names) => names.split(','));
  // Rows of `--against` are no cases.
  const unknown = values.against === undefined ? only.filter((name) => !known.includes(name)) : [];
  if (unknown.length > 0) throw new Error(`No such case: ${unknown.join(', ')}; there are ${known.join(', ')}`);
  const { quick, peers, against } = values;
  return { only, quick, peers, ...(against === undefined ? {} : { against }) };
}
