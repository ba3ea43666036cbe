import type { ReasoningEffort } from '../../contract/models.ts';
import type { Capability } from '../capability.ts';
import { drawsFrom, type Draw } from './natural-text.ts';
import type { Probe, ProbeContext, ProbeRequest } from './probe.ts';
import { streamed } from './request-body.ts';

/** Writes one request of a series. @param more what makes it a stream, if it is one */
export type Write = (
  context: ProbeContext,
  draw: Draw,
  index: number,
  more: Readonly<Record<string, unknown>>,
) => ProbeRequest;

/** Probes that differ in their words alone. */
export interface Series {
  readonly id: string;
  readonly title: string;
  readonly count: number;
  /** Visible completion tokens of each. */
  readonly visible: number;
  readonly uses?: readonly Capability[];
  readonly only?: Probe['only'];
  /** As a model does by itself, rather than with the least effort. */
  readonly asIs?: boolean;
  /** Which of them are streams; none by default. */
  readonly streams?: (index: number) => boolean;
  readonly write: Write;
}

/** Every other one. */
export const alternately = (index: number): boolean => index % 2 === 1;

const STREAM = ['stream', 'stream-usage'] as const;

/** Tokens to think with, where little thought is asked for. */
const ROOM: Readonly<Partial<Record<ReasoningEffort, number>>> = { none: 0, minimal: 128, low: 384 };

const isHasty = ({ leastEffort }: ProbeContext): boolean => leastEffort !== undefined && leastEffort in ROOM;

/** Many requests of a model that reasons by default would cost several times as much as of another. */
const hasty = (context: ProbeContext): object => (isHasty(context) ? { reasoning_effort: context.leastEffort } : {});

const inHaste = (context: ProbeContext): ProbeContext =>
  isHasty(context) ? { ...context, limit: (visible) => visible + (ROOM[context.leastEffort ?? 'low'] ?? 0) } : context;

/**
 * The probes of a series.
 *
 * @example
 * series({ id: 'echo', title: 'an echo', count: 2, visible: 8, write: echo }).map(({ id }) => id); // ['echo.1', 'echo.2']
 */
export function series({ id, title, count, visible, uses = [], only, asIs, streams, write }: Series): Probe[] {
  return Array.from({ length: count }, (_, index): Probe => {
    const isStream = streams?.(index) ?? false;
    return {
      id: `${id}.${index + 1}`,
      title,
      wants: 'answer',
      uses: isStream ? [...uses, ...STREAM] : uses,
      visible,
      ...(only ? { only } : {}),
      request: (context) =>
        write(asIs ? context : inHaste(context), drawsFrom(`${context.nonce}/${id}/${index}`), index, {
          ...(asIs ? {} : hasty(context)),
          ...(isStream ? streamed : {}),
        }),
    };
  });
}
