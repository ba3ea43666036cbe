// What a job costs, in processor time and never in time of the clock: a busy machine slows a job down, and
// whatever it is compared with as well.

/** Processor milliseconds of one run. */
function spent(job: () => unknown): number {
  const before = process.cpuUsage();
  job();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

const least = (job: () => unknown, rounds: number): number =>
  Math.min(...Array.from({ length: rounds }, () => spent(job)));

const DOCUMENT = JSON.stringify(
  Array.from({ length: 6000 }, (_, id) => ({ id, name: `name ${id}`, even: id % 2 === 0 })),
);
const reference = (): number => least(() => JSON.stringify(JSON.parse(DOCUMENT)), 10);

/** Costs of one reading and writing of a document of 250 KB, some milliseconds on most machines, that a job comes to. */
export function effort(job: () => unknown): number {
  const before = reference();
  const cost = spent(job);
  return cost / Math.min(before, reference());
}

/** The same of a job that takes several turns of the event loop. */
export async function effortOf(job: () => Promise<unknown>): Promise<number> {
  const before = reference();
  const start = process.cpuUsage();
  await job();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000 / Math.min(before, reference());
}

/** What is too short to be measured. */
const FLOOR_MS = 2;

/** How many times as much a job costs on four times the input: about 4 where it grows with its input, 16 where with its square. */
export function growth(job: (size: number) => unknown, size: number): number {
  const cost = (one: number): number =>
    Math.max(
      FLOOR_MS,
      least(() => job(one), 3),
    );
  const small = cost(size);
  return cost(4 * size) / small;
}

/** Growth of what is linear, with room for measuring; of what is quadratic it is 16. */
export const MAX_LINEAR_GROWTH = 8;
