/** A server that somebody else wrote, and how it is started. */
export interface FieldTarget {
  readonly name: string;
  /** Exact version on the npm registry. */
  readonly version: string;
  /** Program inside the package. */
  readonly program: string;
  readonly args?: (port: number) => readonly string[];
  readonly env?: (port: number) => Readonly<Record<string, string>>;
  /** Files that are written into the folder in which it runs, by name. */
  readonly files?: Readonly<Record<string, string>>;
  /** Models that are asked for. */
  readonly models: readonly string[];
  /** How it was set up, in a sentence for readers. */
  readonly setup: string;
}

/** Key of the runs; a target that compares keys is told it. */
export const FIELD_KEY = 'sk-field-report-0000';

/** aimock says what its fixtures say: one that matches everything, and one call for each tool that the probes declare. */
const AIMOCK_FIXTURES = {
  fixtures: [
    {
      match: { toolName: 'get_weather' },
      response: { toolCalls: [{ name: 'get_weather', arguments: { city: 'Paris' } }] },
    },
    { match: { userMessage: '' }, response: { content: 'Hello! This is an answer of a fixture.' } },
  ],
};

/** Mocks of the API on the npm registry, at the versions that were looked at. They are no dependencies of this project. */
export const FIELD_TARGETS: readonly FieldTarget[] = [
  {
    name: '@copilotkit/aimock',
    version: '1.43.0',
    program: 'dist/cli.js',
    args: (port) => ['--port', `${port}`, '--host', '127.0.0.1', '--fixtures', 'fixtures.json', '--log-level', 'warn'],
    env: () => ({ AIMOCK_API_KEYS: FIELD_KEY }),
    files: { 'fixtures.json': JSON.stringify(AIMOCK_FIXTURES, undefined, 2) },
    models: ['gpt-5.1'],
    setup: 'a fixture with one call of the probed tool, and one with a fixed text for everything else',
  },
  {
    name: 'mock-openai-api',
    version: '1.0.3',
    program: 'dist/cli.js',
    args: (port) => ['--port', `${port}`, '--host', '127.0.0.1'],
    models: ['gpt-4-mock', 'mock-gpt-thinking'],
    setup: 'as it comes; two of the models that it lists',
  },
  {
    name: '@dwmkerr/mock-llm',
    version: '0.1.29',
    program: 'dist/main.js',
    env: (port) => ({ PORT: `${port}`, HOST: '127.0.0.1' }),
    models: ['gpt-5.1'],
    setup: 'as it comes: it answers with the text of the last message',
  },
];
