const DOUBLING = new Set(
  'run get set put plan quit reset refer forget upset submit commit prefer admit stop cut swim begin win sit dig shop chat plug log map tap hit let skip step ship drop trim wrap grab spot jog hug rob'.split(
    ' ',
  ),
);

function gerundOf(verb: string): string {
  if (/ee$|oe$|ye$/.test(verb)) return `${verb}ing`;
  if (verb.endsWith('ie')) return `${verb.slice(0, -2)}ying`;
  if (verb.endsWith('e') && verb !== 'be') return `${verb.slice(0, -1)}ing`;
  return DOUBLING.has(verb) ? `${verb}${verb.at(-1) ?? ''}ing` : `${verb}ing`;
}

/**
 * A verb phrase as a noun. Phrases that do not begin with a plain lower-case verb stay as they are.
 * @example gerund('bake bread') // 'baking bread'
 */
export function gerund(phrase: string): string {
  const match = /^([a-z]{2,14})( |$)/i.exec(phrase);
  const verb = match?.[1]?.toLowerCase();
  if (verb === undefined || /(?:ing|ly|ed|tion|ness)$/.test(verb)) return phrase;
  return gerundOf(verb) + phrase.slice(verb.length);
}
