/** Opening quotation marks with what closes them. */
const PAIRS: Readonly<Record<string, string>> = {
  '"': '"',
  '“': '”',
  '„': '“',
  "'": "'",
  '‘': '’',
  '`': '`',
  '「': '」',
  '『': '』',
  '《': '》',
};

/** What may follow a quotation that is all that matters: a stop, or how to say it. */
const REMAINDER =
  /^\s*(?:[.!。！]?$|[,，]|(?:and|to|by|without|with|only|in|as|please|verbatim|back|exactly|alone|just)\b)/i;

/** A quotation that holds all that matters of a text, and what stands behind it. */
export interface Quotation {
  readonly quoted: string;
  readonly rest: string;
}

/**
 * Reads the quotation that a text begins with. Where another begins behind it, the marks belong to the text, and none is read.
 *
 * @example leadingQuotation('"pong" and nothing else') // { quoted: 'pong', rest: ' and nothing else' }
 * @example leadingQuotation('"a" and "b"') // undefined
 */
export function leadingQuotation(text: string): Quotation | undefined {
  const trimmed = text.trimStart();
  const closing = PAIRS[trimmed.charAt(0)];
  const end = closing === undefined ? -1 : closingPlace(trimmed, closing);
  if (end < 2) return undefined;
  const quotation = { quoted: trimmed.slice(1, end), rest: trimmed.slice(end + 1) };
  const another =
    closing !== undefined && (quotation.rest.includes(closing) || quotation.rest.includes(trimmed.charAt(0)));
  return another ? undefined : quotation;
}

/** An apostrophe inside a word closes nothing. */
function closingPlace(text: string, closing: string): number {
  for (let at = text.indexOf(closing, 1); at > 0; at = text.indexOf(closing, at + 1)) {
    const inside = (closing === "'" || closing === '’') && /[\p{L}\d]/u.test(text.charAt(at + 1));
    if (!inside) return at;
  }
  return -1;
}

/** The text without quotation marks around it, and without remarks on how to say it behind them. */
export function unquote(text: string): string {
  const quotation = leadingQuotation(text);
  return quotation !== undefined && REMAINDER.test(quotation.rest) ? quotation.quoted : text;
}
