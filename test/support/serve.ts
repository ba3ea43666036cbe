import { afterAll, beforeAll } from 'vitest';
import { startCli, type Ended, type RunOptions, type Running } from './cli.ts';

/** A `starmock serve` that runs for the whole of a test file. */
export interface Served {
  /** Where SDKs are pointed at, `/v1` included; known as soon as the tests run. */
  readonly url: string;
  /** The same without a path. */
  readonly origin: string;
  readonly port: number;
  readonly process: Running;
}

/** Starts `starmock serve` on a free port; `stop` asks it to end and waits until it has. */
export async function startServe(
  args: readonly string[],
  options?: RunOptions,
): Promise<Served & { stop: () => Promise<Ended> }> {
  const process = startCli(['serve', '--port', '0', '--log', 'silent', ...args], { limit: 600_000, ...options });
  const url = await process.says(/http:\/\/\S+\/v1(?=\s)/);
  const { origin, port } = new URL(url);
  const stop = async (): Promise<Ended> => {
    process.signal('SIGINT');
    const force = setTimeout(() => process.signal('SIGKILL'), 10_000);
    const ended = await process.ended;
    clearTimeout(force);
    return ended;
  };
  return { url, origin, port: Number(port), process, stop };
}

/**
 * Serves for the tests of a file, with the command and the options that users type. The file fails when the server has told
 * of a bug in itself or, with `--self-check`, has given an answer that breaks the contract.
 *
 * @example
 * const served = serve('--speed', 'instant');
 * test('…', () => fetch(`${served.url}/models`));
 */
export function serve(...args: readonly string[]): Served {
  let running: Awaited<ReturnType<typeof startServe>> | undefined;
  beforeAll(async () => {
    running = await startServe(args);
  });
  afterAll(async () => {
    const ended = await running?.stop();
    if (ended && (ended.code !== 0 || ended.stderr !== '')) {
      throw new Error(`starmock serve ended with ${ended.code}: ${ended.stdout}${ended.stderr}`);
    }
  });
  const now = (): Served => {
    if (!running) throw new Error('the server runs only while tests do');
    return running;
  };
  return {
    get url() {
      return now().url;
    },
    get origin() {
      return now().origin;
    },
    get port() {
      return now().port;
    },
    get process() {
      return now().process;
    },
  };
}
