import { styleText } from 'node:util';

/** Styles that colors distinguish. */
export type Style = 'red' | 'green' | 'yellow' | 'cyan' | 'dim' | 'bold';

/** Colours a text, or leaves it alone. */
export type Paint = (style: Style, text: string) => string;

/**
 * Whether to color is for the caller to know: a terminal, `NO_COLOR`, a flag.
 *
 * @example
 * createPaint(false)('red', 'fail'); // 'fail'
 */
export function createPaint(colors: boolean): Paint {
  return colors ? (style, text) => styleText(style, text, { validateStream: false }) : (_, text) => text;
}
