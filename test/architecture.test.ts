import { existsSync, globSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { importsBelow, sourceFiles, type Import } from './support/imports.ts';
import { sizesBelow } from './support/sizes.ts';

const imports = importsBelow('src');

/** The module of a file is its folder below `src`; files at the top are the composition root. */
const moduleOf = (file: string): string => /^src\/([^/]+)\//.exec(file)?.[1] ?? 'root';

interface Wall {
  /** Own modules that may be imported, values and types alike. */
  readonly may: readonly string[];
  /** Own modules of which only types may be imported. */
  readonly types?: readonly string[];
  /** Packages and built-ins. */
  readonly packages?: readonly string[];
}

/** ARCHITECTURE.md says why. A module that is not here fails the test: a new one must declare its wall. */
const WALLS: Readonly<Record<string, Wall>> = {
  contract: {
    may: [],
    packages: ['ajv/dist/2020.js', 'ajv-formats', 'yaml', 'openapi-format', '#openapi-format', 'openapi-types'],
  },
  engine: { may: [], types: ['contract'], packages: ['@faker-js/faker/locale/en'] },
  wire: { may: [], types: ['engine', 'contract'] },
  faults: { may: ['contract'], types: ['engine', 'wire'] },
  scenarios: { may: ['contract', 'engine', 'wire'], packages: ['yaml', 'js-yaml', 'liquidjs', 're2js'] },
  transcripts: { may: ['contract', 'engine', 'wire', 'scenarios'] },
  // Codecs and what they read bodies with: pure functions, and no way back to the mock.
  endpoints: { may: ['contract', 'wire'], types: ['engine'] },
  mock: { may: ['contract', 'endpoints', 'engine', 'wire', 'faults', 'scenarios'] },
  transports: { may: ['mock', 'contract', 'wire'] },
  // What was exchanged, as data: observations, their files, and what takes secrets out of them.
  recordings: {
    may: ['contract'],
    packages: ['ajv/dist/2020.js', 'node:crypto', 'node:util', 'node:zlib', 'yaml'],
  },
  verify: {
    may: ['contract', 'recordings'],
    packages: ['node:crypto', 'node:net', 'node:tls', 'node:util', 'node:zlib'],
  },
  // Live traffic: the sockets of verify's client, and the host rules of the mock's server.
  tap: {
    may: ['contract', 'recordings', 'verify', 'faults', 'wire', 'transports'],
    packages: ['node:crypto', 'node:net'],
  },
  // Over the mock, by what the composition root lets it see.
  control: {
    may: ['contract', 'wire', 'mock'],
    types: ['root', 'faults', 'scenarios', 'transports'],
  },
  root: {
    may: ['contract', 'control', 'endpoints', 'faults', 'scenarios', 'mock', 'recordings', 'transports'],
    // A live response is an exchange, too.
    types: ['wire', 'view'],
  },
  // What a mock, a tap or a recording has exchanged, for people to look at. The page runs in a browser.
  view: {
    may: ['contract', 'control', 'faults', 'recordings', 'verify', 'wire'],
    types: ['mock', 'scenarios', 'transports'],
    packages: ['node:crypto', 'node:fs/promises', 'preact', 'preact/hooks', 'yaml'],
  },
  msw: { may: ['root', 'contract', 'endpoints'], packages: ['msw'] },
  // What a test records is judged by verify.
  vitest: { may: ['root', 'contract', 'transcripts', 'transports', 'verify'], types: ['mock'], packages: ['vitest'] },
  playwright: { may: ['root'], types: ['faults', 'scenarios'], packages: ['@playwright/test'] },
  cli: {
    may: [
      'contract',
      'endpoints',
      'faults',
      'recordings',
      'scenarios',
      'mock',
      'tap',
      'transports',
      'verify',
      'view',
      'root',
    ],
    types: ['engine', 'control'],
    packages: [
      'commander',
      'cross-spawn',
      'prom-client',
      'node:fs',
      'node:fs/promises',
      'node:os',
      'node:path',
      'node:url',
      'node:util',
      'yaml',
    ],
  },
};

function permits(wall: Wall, { to, kind }: Import): boolean {
  if (!to.startsWith('src/')) {
    // Types of a built-in cost nothing and tie nobody to it.
    return (wall.packages ?? []).includes(to) || (kind === 'type' && to.startsWith('node:'));
  }
  const target = moduleOf(to);
  return wall.may.includes(target) || (kind === 'type' && (wall.types ?? []).includes(target));
}

describe('the walls', () => {
  test('know every module', () => {
    expect([...new Set(sourceFiles('src').map(moduleOf))].filter((name) => !(name in WALLS))).toEqual([]);
  });

  test.each(Object.entries(WALLS))('hold around %s', (name, wall) => {
    const breaches = imports
      .filter(({ from, to }) => moduleOf(from) === name && !(to.startsWith('src/') && moduleOf(to) === name))
      .filter((one) => !permits(wall, one));
    expect(breaches.map(({ from, to, kind }) => `${from} imports ${to} (${kind})`)).toEqual([]);
  });

  test('stand inside verify, too: its folders in the order of the way', () => {
    const ROOMS = ['evidence', 'probes', 'client', 'checks', 'report', 'run', 'reporters'];
    const roomOf = (file: string): number => ROOMS.indexOf(/^src\/verify\/([^/]+)\//.exec(file)?.[1] ?? '');
    const upwards = imports.filter(({ from, to }) => roomOf(from) >= 0 && roomOf(to) > roomOf(from));
    expect(upwards.map(({ from, to }) => `${from} imports ${to}`)).toEqual([]);
    const rooms = sourceFiles('src/verify').flatMap(
      (file) => /^src\/verify\/([^/]+)\/.+\//.exec(`${file}/`)?.[1] ?? [],
    );
    expect(new Set(rooms)).toEqual(new Set(ROOMS));
  });

  test('keep the page of the view apart: it shares types with its server, and nothing else has its framework', () => {
    const inPage = (file: string): boolean => file.startsWith('src/view/page/');
    const outwards = imports.filter(
      ({ from, to, kind }) => inPage(from) && to.startsWith('src/') && !inPage(to) && kind !== 'type',
    );
    const inwards = imports.filter(({ from, to }) => !inPage(from) && (inPage(to) || to.startsWith('preact')));
    expect([...outwards, ...inwards].map(({ from, to }) => `${from} imports ${to}`)).toEqual([]);
    expect(imports.some(({ from, to }) => inPage(from) && to === 'src/view/viewed-exchange.ts')).toBe(true);
  });

  test('let faker be named in one file of the engine', () => {
    const users = imports.filter(({ to }) => to.startsWith('@faker-js')).map(({ from }) => from);
    expect(new Set(users).size).toBeLessThanOrEqual(1);
  });
});

/** Rooms of the engine, and which of the others each may use. What is known of the words comes before what is done with them. */
const ENGINE_WALLS: Readonly<Record<string, readonly string[]>> = {
  values: [],
  read: ['values'],
  form: ['read', 'values'],
  fill: ['read', 'form', 'values'],
  tools: ['read', 'form', 'fill', 'values'],
};
const ENGINE_ROOT = new Set(['has-words.ts', 'random.ts', 'words.ts', 'generated']);

describe('the rooms of the engine', () => {
  test.each(Object.entries(ENGINE_WALLS))('keep their walls: %s', (room, may) => {
    const inside = new RegExp(`^src/engine/${room}/`);
    const breaches = imports
      .filter(({ from, to }) => inside.test(from) && to.startsWith('src/engine/') && !inside.test(to))
      .filter(({ to }) => {
        const other = to.split('/')[2] ?? '';
        return !may.includes(other) && !ENGINE_ROOT.has(other);
      });
    expect(breaches.map(({ from, to }) => `${from} imports ${to}`)).toEqual([]);
  });
});

describe('the size of the engine', () => {
  /** What it was when last looked at. These numbers may only fall. */
  const MOST = { lines: 25_982, regexes: 1973, longFunctions: 5 };
  const MOST_WORDS = 2500;
  const sizes = sizesBelow('src/engine');

  test('grows in no way: lines, regular expressions, functions that no screen holds', () => {
    expect(sizes.lines).toBeLessThanOrEqual(MOST.lines);
    expect(sizes.regexes).toBeLessThanOrEqual(MOST.regexes);
    expect(sizes.longFunctions.slice(MOST.longFunctions)).toEqual([]);
  });

  test('has its words in data, without patterns', () => {
    const data = globSync('src/engine/data/*.yaml').map((file) => readFileSync(file, 'utf8'));
    expect(data.join('').split('\n').length).toBeLessThanOrEqual(MOST_WORDS);
    // Code that is written for the caller may hold some.
    expect(data.join('').match(/\(\?[:=!<]|\\[bdswp]/g)?.length).toBeLessThanOrEqual(2);
  });
});

describe('the pure core', () => {
  const AMBIENT =
    /\b(?:Date\.now|new Date\(\)|Math\.random|setTimeout|setInterval|setImmediate|performance\.now|process\.)/;

  test.each(['src/engine', 'src/wire', 'src/faults', 'src/endpoints'])(
    'reads no clock, no randomness and no environment: %s',
    (folder) => {
      const offenders = sourceFiles(folder).filter((file) => AMBIENT.test(withoutComments(readFileSync(file, 'utf8'))));
      expect(offenders).toEqual([]);
    },
  );
});

describe('unit tests', () => {
  test('mirror a file of src, or say in their first line what of it they prove', () => {
    const lost = testFiles('test/unit').filter((file) => {
      const mirrored = file.replace('test/unit', 'src').replace(/(?:\.property)?\.test\.ts$/, '.ts');
      if (existsSync(mirrored)) return false;
      const [, proved = ''] = /^\/\/ Proves ((?:src\/[\w./-]+(?:, )?)+)/.exec(readFileSync(file, 'utf8')) ?? [];
      const places = proved.split(', ').map((place) => place.replace(/[.:]$/, ''));
      return !places.every((place) => place !== '' && existsSync(place));
    });
    expect(lost).toEqual([]);
  });
});

describe('the command line', () => {
  test('prints, exits and reads the environment in two files only', () => {
    const users = sourceFiles('src/cli').filter((file) =>
      /\b(?:process\.|console\.)/.test(withoutComments(readFileSync(file, 'utf8'))),
    );
    expect(users).toEqual(['src/cli/main.ts', 'src/cli/process-context.ts']);
  });
});

const testFiles = (folder: string): string[] => globSync(`${folder}/**/*.test.ts`);

const withoutComments = (code: string): string => code.replaceAll(/\/\*[\s\S]*?\*\/|(?<!:)\/\/.*$/gm, '');

describe('the import graph', () => {
  test('has no cycles, of values or of types', () => {
    const graph = Map.groupBy(imports, ({ from }) => from);
    const done = new Set<string>();
    const visit = (file: string, trail: readonly string[]): string[] => {
      if (trail.includes(file)) return [[...trail.slice(trail.indexOf(file)), file].join(' > ')];
      if (done.has(file)) return [];
      const found = (graph.get(file) ?? []).flatMap(({ to }) => visit(to, [...trail, file]));
      done.add(file);
      return found;
    };
    expect(sourceFiles('src').flatMap((file) => visit(file, []))).toEqual([]);
  });

  test('has no barrels: index.ts stands only at the package entry', () => {
    const entries = [
      'src/transcripts/index.ts',
      'src/index.ts',
      'src/msw/index.ts',
      'src/playwright/index.ts',
      'src/verify/index.ts',
      'src/vitest/index.ts',
    ];
    expect(sourceFiles('src').filter((file) => file.endsWith('/index.ts') && !entries.includes(file))).toEqual([]);
  });

  test('keeps heavy parts off the start path of the server', () => {
    const HEAVY = [
      'ajv',
      'ajv-formats',
      'yaml',
      '#openapi-format',
      'liquidjs',
      '@faker-js',
      'msw',
      'vitest',
      'rolldown',
      'cross-spawn',
      'prom-client',
    ];
    const reached = reachable('src/cli/serve.ts', imports);
    const heavy = [...reached].filter(
      (file) =>
        HEAVY.some((name) => file.startsWith(name)) ||
        /^src\/(?:engine\/prose|engine\/values|contract\/(?:schema\/validators|tokens\/o200k))/.test(file),
    );
    expect(heavy).toEqual([]);
  });
});

describe('the endpoint', () => {
  /** Its path and its schemas are named in its contract and its codec, and here, for a reason each. This list may only shrink. */
  const EXCEPTIONS: readonly RegExp[] = [
    // Generated from the contract, and the names that the package gives its types.
    /^src\/contract\/(?:generated\/types|api-types)\.ts$/,
    /^src\/(?:index|journal)\.ts$/,
    // What counts the tokens of a conversation, wherever it is sent to.
    /^src\/contract\/tokens\/prompt-tokens\.ts$/,
    /^src\/verify\/report\/cost\.ts$/,
    // Checks and transcripts of chat completions, and the engine, whose request has their form.
    /^src\/verify\/checks\/prompt-count\.ts$/,
    /^src\/transcripts\//,
    /^src\/engine\//,
  ];
  const OWN = /^src\/(?:contract\/endpoints|endpoints)\/chat\.ts$/;
  const NAMES = /\/chat\/completions|\bChatCompletion\w*/;

  const named = sourceFiles('src').filter(
    (file) => !OWN.test(file) && NAMES.test(withoutComments(readFileSync(file, 'utf8'))),
  );

  test('of chat completions is named by its own files alone', () => {
    expect(named.filter((file) => !EXCEPTIONS.some((exception) => exception.test(file)))).toEqual([]);
  });

  test('has no exception that is no longer needed', () => {
    expect(EXCEPTIONS.filter((exception) => !named.some((file) => exception.test(file)))).toEqual([]);
    expect(EXCEPTIONS.length).toBeLessThanOrEqual(8);
  });
});

describe('optional peers', () => {
  const peers = (start: string): string[] =>
    [...reachable(start, imports)].filter((name) => ['msw', 'vitest', '@playwright/test'].includes(name)).toSorted();

  test.each([
    ['src/index.ts', []],
    ['src/transcripts/index.ts', []],
    ['src/cli/program.ts', []],
    ['src/verify/index.ts', []],
    ['src/msw/index.ts', ['msw']],
    ['src/vitest/index.ts', ['vitest']],
    ['src/playwright/index.ts', ['@playwright/test']],
  ])('are loaded by nobody who did not ask for them: %s', (entry, wanted) => {
    expect(peers(entry)).toEqual(wanted);
  });
});

/** What loads when a module is imported, lazily imported parts left out. */
function reachable(start: string, all: readonly Import[]): Set<string> {
  const seen = new Set<string>();
  const queue = [start];
  for (let file = queue.pop(); file; file = queue.pop()) {
    if (seen.has(file)) continue;
    seen.add(file);
    queue.push(...all.filter(({ from, kind }) => from === file && kind === 'value').map(({ to }) => to));
  }
  return seen;
}
