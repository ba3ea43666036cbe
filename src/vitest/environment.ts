/** Environment variables that OpenAI-style clients read by default. */
export interface ClientEnvironment {
  /** Also in `OPENAI_BASE_URL`. */
  readonly baseURL: string;
  /** Also in `OPENAI_API_KEY`. */
  readonly apiKey: string;
}

const variablesOf = ({ baseURL, apiKey }: ClientEnvironment): Readonly<Record<string, string>> => ({
  OPENAI_BASE_URL: baseURL,
  OPENAI_API_KEY: apiKey,
});

let taken = false;

/**
 * Points the clients of this process at a server until the returned function is called.
 *
 * @throws Error while another test has set the variables, which exist once per process
 */
export function setEnvironment(environment: ClientEnvironment): () => void {
  if (taken) {
    throw new Error(
      'Cannot set OPENAI_BASE_URL: another test uses it. Concurrent tests must use `server` instead of ' +
        '`environment` and pass server.url to their client',
    );
  }
  const variables = variablesOf(environment);
  const before = Object.keys(variables).map((name) => [name, process.env[name]] as const);
  Object.assign(process.env, variables);
  taken = true;
  return () => {
    taken = false;
    for (const [name, value] of before) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  };
}
