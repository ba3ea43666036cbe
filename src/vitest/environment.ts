/** What OpenAI-style clients read from the environment when they are told nothing else. */
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
 * Points the clients of this process at a server, until the function that it returns is called.
 *
 * @throws Error while another test has the variables, since a process has them only once
 */
export function setEnvironment(environment: ClientEnvironment): () => void {
  if (taken) {
    throw new Error(
      'Failed to set OPENAI_BASE_URL: another test has it; tests that run at the same time must use "server" instead of ' +
        '"environment" and give server.url to their client',
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
