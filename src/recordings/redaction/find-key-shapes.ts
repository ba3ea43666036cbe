import type { Span } from './find-secrets.ts';

/**
 * Keys of services, as their makers document them. None begins inside of a word, so that a long run of their characters is looked at
 * once; written so that no text of a hostile peer takes long or overflows the stack, as `{20,}` does on megabytes.
 */
const SHAPES = [
  'gh[pousr]_[A-Za-z0-9]{36}[A-Za-z0-9]*',
  'github_pat_[A-Za-z0-9_]{22}[A-Za-z0-9_]*',
  'glpat-[\\w-]{20}[\\w-]*',
  'npm_[A-Za-z0-9]{36}',
  'A(?:KIA|SIA)[A-Z0-9]{16}(?![A-Za-z0-9])',
  'AIza[\\w-]{35}',
  'xox[abeprs]-[\\w-]{10}[\\w-]*',
  'hf_[A-Za-z0-9]{30}[A-Za-z0-9]*',
  'gsk_[A-Za-z0-9]{40}[A-Za-z0-9]*',
  'xai-[A-Za-z0-9]{40}[A-Za-z0-9]*',
  'pplx-[A-Za-z0-9]{40}[A-Za-z0-9]*',
  'r8_[A-Za-z0-9]{30}[A-Za-z0-9]*',
  '(?:sk|rk|whsec)_(?:live_|test_)?[A-Za-z0-9]{20}[A-Za-z0-9]*',
  'SG\\.[\\w-]{22}\\.[\\w-]{43}',
  // A JSON Web Token: both parts before the signature are JSON objects.
  'eyJ[\\w-]{10}[\\w-]*\\.eyJ[\\w-]{10}[\\w-]*\\.[\\w-]{10}[\\w-]*',
];

/** After `Bearer`, a digit distinguishes a token from a word such as `authentication`. */
const PATTERNS = [
  /\bsk-[\w-]{20}[\w-]*/g,
  /(?<=\bBearer\s{1,8})(?=[^\s"]*\d)[\w.~+/-]{12}[\w.~+/-]*=*/gi,
  new RegExp(`(?<![\\w-])(?:${SHAPES.join('|')})`, 'g'),
  /-----BEGIN (?:[A-Z]{1,12} ){0,3}PRIVATE KEY-----[^-]{0,16384}(?:-----END (?:[A-Z]{1,12} ){0,3}PRIVATE KEY-----)?/g,
];

/** Finds strings that look like keys. */
export const findKeyShapes = (text: string): Span[] =>
  PATTERNS.flatMap((pattern) =>
    [...text.matchAll(pattern)].map(({ 0: found, index }) => ({ start: index, end: index + found.length })),
  );
