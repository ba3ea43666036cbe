import { withEntities } from '../../recordings/html-entities.ts';

/** Makes any text safe between tags and inside quoted attributes; control characters become visible ones. */
export function escapeHtml(text: string): string {
  return withEntities(text.toWellFormed().replaceAll(/[^\P{Cc}\t\n]/gu, '\uFFFD'));
}

/** A template whose values are escaped, unless they are marked as {@link markup}. */
export function html(strings: TemplateStringsArray, ...values: readonly HtmlValue[]): Markup {
  const text = strings.reduce((all, piece, index) => all + piece + written(values[index]), '');
  return { markup: text };
}

/** A sentence whose names stand between backticks, as requirements are written. */
export const sentence = (text: string): Markup => {
  const parts = text.split('`').map((part, at) => (at % 2 === 1 ? html`<code>${part}</code>` : html`${part}`));
  return { markup: parts.map(({ markup }) => markup).join('') };
};

/** Text that is HTML already. */
export interface Markup {
  readonly markup: string;
}

export type HtmlValue = string | number | Markup | readonly Markup[] | undefined;

function written(value: HtmlValue): string {
  if (value === undefined) return '';
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string') return escapeHtml(value);
  return 'markup' in value ? value.markup : value.map(({ markup }) => markup).join('\n');
}

/** Trusted text of our own: a style sheet. */
export const trusted = (markup: string): Markup => ({ markup });
