import type { Exchange, ExchangeEnd, Frame } from '../../wire/exchange.ts';
import { bytesOf, gathered } from './frame-bytes.ts';

/** An exchange whose frames are all that the connection carries, which is no answer and has no status. */
export function rawExchange(exchange: Exchange, frames: Iterable<Frame>, end: ExchangeEnd = 'close'): Exchange {
  const { live: _live, ...rest } = exchange;
  return { ...rest, status: 0, frames, end, raw: true };
}

/**
 * An HTTP/1.1 answer written out by hand, with a head that no library would write.
 *
 * @param statusLine without the line end
 * @param edit the lines of its headers
 */
export function handWritten(
  exchange: Exchange,
  statusLine: string,
  edit: (lines: readonly string[], bodyLength: number) => readonly string[],
): Exchange {
  const body = gathered([...exchange.frames]);
  const lines = exchange.headers.map(([name, value]) => `${name}: ${value}`);
  const head = [statusLine, ...edit(lines, bytesOf(body).length), 'connection: close', '', ''].join('\r\n');
  return { ...rawExchange(exchange, [{ wait: 0, bytes: head }, body]), status: exchange.status };
}
