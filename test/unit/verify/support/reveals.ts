/** A way to read a text; several where it is not known where what is encoded begins. */
type Reading = (text: string) => readonly string[];

const latin1 = (bytes: Buffer): string => bytes.toString('latin1');
const unit = (code: string, base: number): string => String.fromCharCode(Number.parseInt(code, base));

const unescapeJson = (text: string): string =>
  text.replaceAll(/\\u([0-9a-fA-F]{4})/g, (_, code: string) => unit(code, 16)).replaceAll(/\\(["\\/])/g, '$1');

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

const unescapeHtml = (text: string): string =>
  text
    .replaceAll(/&#(\d+);/g, (_, code: string) => unit(code, 10))
    .replaceAll(/&#[xX]([0-9a-fA-F]+);/g, (_, code: string) => unit(code, 16))
    .replaceAll(/&(amp|lt|gt|quot|apos);/g, (whole, name: string) => NAMED[name] ?? whole);

const unescapePercent = (text: string): string =>
  text.replaceAll(/%([0-9a-fA-F]{2})/g, (_, code: string) => unit(code, 16));

const runs = (text: string, pattern: RegExp, least: number): string[] =>
  [...text.matchAll(pattern)].map(([run]) => run).filter((run) => run.length >= least);

const ofHex: Reading = (text) =>
  runs(text, /[0-9a-fA-F]+/g, 16).flatMap((run) => [0, 1].map((skip) => latin1(Buffer.from(run.slice(skip), 'hex'))));

const ofBase64: Reading = (text) =>
  runs(text, /[A-Za-z0-9+/_-]+/g, 10).flatMap((run) =>
    [0, 1, 2, 3].map((skip) => latin1(Buffer.from(run.slice(skip), 'base64'))),
  );

/** Ways to read a text that know nothing of how the redactor looks for secrets. */
const READINGS: Readonly<Record<string, Reading>> = {
  plain: (text) => [text],
  json: (text) => [unescapeJson(text)],
  'json in json': (text) => [unescapeJson(unescapeJson(text))],
  percent: (text) => [unescapePercent(text)],
  'form data': (text) => [unescapePercent(text.replaceAll('+', ' '))],
  html: (text) => [unescapeHtml(text)],
  hexadecimal: ofHex,
  base64: ofBase64,
  backwards: (text) => [[...text].toReversed().join('')],
};

/** The encodings in which a text gives a secret away. */
export const reveals = (text: string, secret: string): string[] =>
  Object.entries(READINGS)
    .filter(([, read]) => read(text).some((plain) => plain.includes(secret)))
    .map(([name]) => name);
