/** An event of the server. */
export interface FeedEvent {
  readonly name: string;
  readonly id: string;
  readonly data: string;
}

/**
 * Reads our server's event stream piece by piece. It writes each event as `event`, `id` and `data`, a line each.
 *
 * @returns takes the next piece, and returns the events that are complete with it
 */
export function sseReader(): (piece: string) => FeedEvent[] {
  let rest = '';
  return (piece) => {
    const blocks = (rest + piece).split('\n\n');
    rest = blocks.pop() ?? '';
    return blocks.map((block) => {
      const fields = new Map(
        block.split('\n').map((line): [string, string] => {
          const colon = line.indexOf(': ');
          return [line.slice(0, colon), line.slice(colon + 2)];
        }),
      );
      return { name: fields.get('event') ?? '', id: fields.get('id') ?? '', data: fields.get('data') ?? '' };
    });
  };
}
