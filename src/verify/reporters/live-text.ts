import type { Amount } from '../report/report.ts';
import type { VerifyEvent } from '../run/events.ts';
import type { Paint } from './paint.ts';
import { printableLine } from './printable.ts';
import { textReport } from './text-report.ts';
import { counted, duration, money } from './words.ts';

/** Where and how progress is shown. */
export interface LiveOptions {
  readonly paint: Paint;
  /** A terminal gets a line that changes; a log gets a line for each model. */
  readonly terminal: boolean;
  /** Columns of the terminal. */
  readonly width?: number;
  readonly verbose?: boolean;
}

type Write = (text: string) => void;

/** Tells of a run; {@link liveText}. */
export interface LiveText {
  tell(event: VerifyEvent): void;
  /** Moves the spinner while nothing else happens; for a timer. */
  tick(): void;
}

const SPINNER = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];
const ERASE = '\r\u001B[2K';

interface Tally {
  done: number;
  of: number;
  /** Milliseconds that the exchanges so far have taken. */
  ms: number;
  cost: Amount | undefined;
  frame: number;
  /** The line that changes is on the screen. */
  shown: boolean;
}

function progressLine(tally: Tally, doing: string, { paint, width = 80 }: LiveOptions): string {
  const frame = SPINNER[tally.frame % SPINNER.length] ?? '';
  const left = tally.done === 0 ? '' : ` · about ${duration((tally.ms / tally.done) * (tally.of - tally.done))} left`;
  const line = `${tally.done}/${tally.of}${tally.cost ? ` · ${money(tally.cost)}` : ''}${left} · ${doing}`;
  return `${paint('cyan', frame)} ${line.slice(0, Math.max(10, width - 3))}`;
}

/**
 * Tells of a run as it goes: a spinner with counts on a terminal, plain lines elsewhere, and the report at the end.
 *
 * @example
 * const { tell } = liveText((text) => process.stdout.write(text), { paint, terminal: true });
 * for await (const event of verify(options)) tell(event);
 */
export function liveText(write: Write, options: LiveOptions): LiveText {
  const { paint, terminal, verbose = false, width } = options;
  const tally: Tally = { done: 0, of: 0, ms: 0, cost: undefined, frame: 0, shown: false };
  const clear = (): void => {
    if (tally.shown) write(ERASE);
    tally.shown = false;
  };
  const line = (text: string): void => {
    clear();
    write(`${text}\n`);
  };
  let last = '';
  const progress = (doing: string): void => {
    if (!terminal) return;
    last = printableLine(doing);
    tally.frame++;
    write(`${ERASE}${progressLine(tally, last, options)}`);
    tally.shown = true;
  };
  const tell = (event: VerifyEvent): void => {
    switch (event.type) {
      case 'start':
        return line(
          `starmock verify ${paint('bold', printableLine(event.suite))} · ${printableLine(`${event.endpoint} · ${event.models.join(', ')}`)}`,
        );
      case 'plan':
        tally.of = event.probes.length;
        return line(
          paint(
            'dim',
            `${counted(event.checks, 'check')}, ${counted(event.probes.length, 'probe')}, at worst ${money(event.worst)}`,
          ),
        );
      case 'probe-start':
        return progress(`${event.model} ${event.probe}`);
      case 'probe-end':
        tally.done = event.progress.done;
        tally.of = event.progress.of;
        tally.ms += event.observation.end?.ms ?? 0;
        if (event.cost) tally.cost = { ...event.cost, amount: (tally.cost?.amount ?? 0) + event.cost.amount };
        return progress(`${event.model} ${event.probe}`);
      case 'probe-skip':
        return event.skipped.reason === 'budget'
          ? line(
              paint(
                'yellow',
                printableLine(`not sent, the budget is used up: ${event.skipped.probe} of ${event.skipped.model}`),
              ),
            )
          : undefined;
      case 'capability':
        // The report names what was skipped for it.
        return verbose && event.state === 'absent'
          ? line(paint('dim', printableLine(`${event.model} has no ${event.capability}`)))
          : undefined;
      case 'result':
        return undefined;
      case 'end':
        clear();
        return write(
          `${terminal ? '' : `${counted(event.report.exchanges.length, 'exchange')} in ${duration(event.report.ms)}\n`}\n${textReport(event.report, { paint, verbose, ...(width === undefined ? {} : { width }) })}`,
        );
    }
  };
  return {
    tell,
    tick: () => {
      if (tally.shown) progress(last);
    },
  };
}
