import { styleText } from 'node:util';
import type { Style } from '../verify/reporters/paint.ts';

/** Colours text for a stream, unless it is no terminal or `NO_COLOR` says otherwise. */
export function paint(style: Style, text: string, stream: NodeJS.WriteStream = process.stdout): string {
  return styleText(style, text, { stream });
}
