// Generated from the options of the commands by `npm run generate`. Do not edit.
export type paths = Record<string, never>;
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @description starmock configuration */
        Config: {
            $schema?: string;
            /** @description Options of starmock serve */
            serve?: {
                /** @description --port <number>: port to listen on; 0 picks a free port (default: 4010, env: PORT; with a command: 0) */
                port?: string | number;
                /** @description --host <address>: address to listen on */
                host?: string | number;
                /** @description --profile <name>: API to mock: starmagic, openai, or the path of an OpenAPI Overlay */
                profile?: string | number;
                /** @description --seed <text>: seed for all replies; the same seed gives the same replies */
                seed?: string | number;
                /** @description --speed <pace>: instant, realistic, or a factor such as 2 (default: "realistic"; with a command: "instant") */
                speed?: string | number;
                /** @description --api-key <key>: accept only this key (repeatable; default: any key except sk-invalid) */
                apiKey?: (string | number) | (string | number)[];
                /** @description --no-auth: accept requests without a key */
                auth?: boolean;
                /** @description --model-alias <name=model>: serve a model under another name (repeatable) */
                modelAlias?: {
                    [key: string]: string | number;
                } | (string | number) | (string | number)[];
                /** @description --any-model: answer any model name like the profile's first model */
                anyModel?: boolean;
                /** @description --strict-models: serve only the profile's own models */
                strictModels?: boolean;
                /** @description --scenarios <path>: scenario file or folder (repeatable); reloaded on change */
                scenarios?: (string | number) | (string | number)[];
                /** @description --strict: reject requests that match no scenario; exit with code 1 after those, and if a scenario was never used */
                strict?: boolean;
                /** @description --fault <name>: inject this fault into every request (repeatable); see starmock faults */
                fault?: (string | number) | (string | number)[];
                /** @description --fault-rate <probability>: probability of each --fault */
                faultRate?: string | number;
                /** @description --fault-script <steps>: one fault per request, such as 429,429,ok; the last step repeats */
                faultScript?: string | number;
                /** @description --fault-header: let clients select faults with the x-starmock-fault header */
                faultHeader?: boolean;
                /** @description --rpm <count>: requests per minute and key; more get status 429 (default: no limit) */
                rpm?: string | number;
                /** @description --tpm <count>: tokens per minute and key; more get status 429 (default: no limit) */
                tpm?: string | number;
                /** @description --stable-ids: give identical requests identical ids and timestamps */
                stableIds?: boolean;
                /** @description --self-check: check every response against the contract; exit with code 1 on violations */
                selfCheck?: boolean;
                /** @description --control: serve the control API under /_starmock/, to programs on this machine */
                control?: boolean;
                /** @description --control-token <token>: serve the control API to requests with this bearer token */
                controlToken?: string | number;
                /** @description --metrics: serve Prometheus metrics at /_starmock/metrics; --control does, too */
                metrics?: boolean;
                /** @description --ui: serve a page that shows all exchanges, at /_starmock/ui */
                ui?: boolean;
                /** @description --max-body <size>: largest request body */
                maxBody?: string | number;
                /** @description --allow-host <name>: answer requests by this host name, and of its web pages (repeatable; * for any) */
                allowHost?: (string | number) | (string | number)[];
                /** @description --no-cors: disallow cross-origin requests from browsers */
                cors?: boolean;
                /**
                 * @description --log <format>: log format (default: "pretty"; with a command: "silent")
                 * @enum {unknown}
                 */
                log?: "pretty" | "json" | "silent";
                /** @description --cassettes <path>: cassette or folder of cassettes to replay (repeatable) */
                cassettes?: (string | number) | (string | number)[];
                /**
                 * @description --cassette-mode <mode>: what to record: none, once (cassettes that do not exist), new (requests that are not recorded), all (default: none, with --upstream once; in CI always none)
                 * @enum {unknown}
                 */
                cassetteMode?: "none" | "once" | "new" | "all";
                /** @description --upstream <url>: base URL of the live API to record, including /v1 */
                upstream?: string | number;
                /**
                 * @description --fallback <where>: send requests that nothing matches to --upstream, unrecorded
                 * @enum {unknown}
                 */
                fallback?: "tap";
                /** @description --cassette-repeat: give the last recording of a request again instead of rejecting the request */
                cassetteRepeat?: boolean;
            };
            /** @description Options of starmock tap */
            tap?: {
                /** @description --upstream <url>: base URL of the live endpoint, including /v1 */
                upstream?: string | number;
                /** @description --port <number>: port to listen on; 0 picks a free port (default: 4011; with a command: 0) */
                port?: string | number;
                /** @description --host <address>: address to listen on */
                host?: string | number;
                /** @description --allow-host <name>: forward requests by this host name, and of its web pages (repeatable; * for any) */
                allowHost?: (string | number) | (string | number)[];
                /** @description --api-key-env <name>: environment variable with the key to send upstream (default: the client's key) */
                apiKeyEnv?: string | number;
                /** @description --record <folder>: record the exchanges as cassettes, without the key */
                record?: string | number;
                /** @description --ui: serve a page that shows all exchanges, on a port of its own */
                ui?: boolean;
                /** @description --metrics-port <number>: serve Prometheus metrics at /_starmock/metrics on this port; 0 picks a free port */
                metricsPort?: string | number;
                /**
                 * @description --log <format>: log format (default: "pretty"; with a command: "silent")
                 * @enum {unknown}
                 */
                log?: "pretty" | "json" | "silent";
                /**
                 * @description --proxy <url>: HTTP proxy (env: HTTPS_PROXY, HTTP_PROXY, NO_PROXY)
                 *     --no-proxy: ignore proxies set in the environment
                 */
                proxy?: (string | number) | boolean;
                /** @description --ca <file>: additional CA certificates to trust, in PEM format */
                ca?: string | number;
                /** @description --insecure: accept any TLS certificate */
                insecure?: boolean;
                /** @description --judge: check requests and responses against the contract, and report when the tap ends */
                judge?: boolean;
                /** @description --profile <name>: contract to check against: starmagic, openai, or the path of an OpenAPI Overlay */
                profile?: string | number;
                /** @description --min-samples <count>: exchanges that a verdict needs; fewer make it incomplete (default: 1) */
                minSamples?: string | number;
                /** @description --report <file>: write a report: .json, .xml (JUnit), .sarif, .md, .html or .badge.json (repeatable) */
                report?: (string | number) | (string | number)[];
                /** @description --only <words>: run only these checks: ids, areas, levels or classes (comma-separated, repeatable) */
                only?: (string | number) | (string | number)[];
                /** @description --skip <words>: skip these checks: ids, areas, levels or classes (comma-separated, repeatable) */
                skip?: (string | number) | (string | number)[];
                /** @description --baseline <file>: known findings to ignore (the file may be missing) */
                baseline?: string | number;
                /** @description --update-baseline: add the failures of this run to the baseline */
                updateBaseline?: boolean;
                /** @description --reason <text>: why the findings are accepted; required by --update-baseline */
                reason?: string | number;
                /** @description --expires <day>: when the new entries expire, such as 2027-03-01 */
                expires?: string | number;
                /** @description --strict-baseline: fail if the baseline lists findings that no longer occur */
                strictBaseline?: boolean;
                /**
                 * @description --fail-on <level>: lowest level that fails the run
                 * @enum {unknown}
                 */
                failOn?: "must" | "should" | "may";
                /** @description --fault <name>: inject this fault into every response (repeatable); see starmock faults */
                fault?: (string | number) | (string | number)[];
                /** @description --fault-rate <probability>: probability of each --fault */
                faultRate?: string | number;
                /** @description --fault-script <steps>: one fault per request, such as 429,429,ok; the last step repeats */
                faultScript?: string | number;
                /** @description --seed <text>: seed for the faults and their rate */
                seed?: string | number;
            };
            /** @description Options of starmock verify */
            verify?: {
                /** @description --base-url <url>: base URL of the endpoint, including /v1 (env: OPENAI_BASE_URL) */
                baseUrl?: string | number;
                /**
                 * @description --endpoint <name>: endpoint to check (default: chat)
                 * @enum {unknown}
                 */
                endpoint?: "chat" | "responses" | "embeddings";
                /** @description --model <id...>: models to test (repeatable; default: every model in the profile) */
                model?: (string | number) | (string | number)[];
                /**
                 * @description --suite <name>: checks to run
                 * @enum {unknown}
                 */
                suite?: "core" | "agent" | "json" | "vision" | "reasoning" | "state" | "reseller" | "full";
                /** @description --profile <name>: contract to check against: starmagic, openai, or the path of an OpenAPI Overlay */
                profile?: string | number;
                /** @description --api-key-env <name>: environment variable with the key (default: STARMOCK_API_KEY, then OPENAI_API_KEY) */
                apiKeyEnv?: string | number;
                /** @description --plan: show the requests and maximum cost without sending anything */
                plan?: boolean;
                /** @description --budget <amount>: maximum cost of the run, in the catalog's currency */
                budget?: string | number;
                /** @description --samples <check=count>: samples for a check of model behavior (repeatable) */
                samples?: {
                    [key: string]: string | number;
                } | (string | number) | (string | number)[];
                /** @description --concurrency <count>: number of models to test in parallel */
                concurrency?: string | number;
                /** @description --honest-probes: in suite reseller, identify as starmock and keep the usual order */
                honestProbes?: boolean;
                /** @description --nonce <text>: seed for words and order of the requests; the same nonce gives the same requests */
                nonce?: string | number;
                /** @description --only <words>: run only these checks: ids, areas, levels or classes (comma-separated, repeatable) */
                only?: (string | number) | (string | number)[];
                /** @description --skip <words>: skip these checks: ids, areas, levels or classes (comma-separated, repeatable) */
                skip?: (string | number) | (string | number)[];
                /** @description --header <line>: header to send with every request, such as "api-key: $AZURE_KEY" (repeatable) */
                header?: {
                    [key: string]: string | number;
                } | (string | number) | (string | number)[];
                /** @description --query <name=value>: query parameter of every URL, such as api-version=2025-04-01 (repeatable) */
                query?: {
                    [key: string]: string | number;
                } | (string | number) | (string | number)[];
                /** @description --user-agent <text>: User-Agent header of every request */
                userAgent?: string | number;
                /** @description --timeout <phase=seconds>: time limit for connect, head, idle or total (repeatable) */
                timeout?: {
                    [key: string]: string | number;
                } | (string | number) | (string | number)[];
                /** @description --deadline <duration>: time limit per model, such as 20m (default: 15m, or three times the planned time if longer) */
                deadline?: string | number;
                /**
                 * @description --proxy <url>: HTTP proxy (env: HTTPS_PROXY, HTTP_PROXY, NO_PROXY)
                 *     --no-proxy: ignore proxies set in the environment
                 */
                proxy?: (string | number) | boolean;
                /** @description --ca <file>: additional CA certificates to trust, in PEM format */
                ca?: string | number;
                /** @description --insecure: accept any TLS certificate */
                insecure?: boolean;
                /** @description --baseline <file>: known findings to ignore (the file may be missing) */
                baseline?: string | number;
                /** @description --update-baseline: add the failures of this run to the baseline */
                updateBaseline?: boolean;
                /** @description --reason <text>: why the findings are accepted; required by --update-baseline */
                reason?: string | number;
                /** @description --expires <day>: when the new entries expire, such as 2027-03-01 */
                expires?: string | number;
                /** @description --strict-baseline: fail if the baseline lists findings that no longer occur */
                strictBaseline?: boolean;
                /**
                 * @description --fail-on <level>: lowest level that fails the run
                 * @enum {unknown}
                 */
                failOn?: "must" | "should" | "may";
                /** @description --json [file]: write a JSON report (without a file: print it) */
                json?: string | number | boolean;
                /** @description --junit <file>: write a JUnit report */
                junit?: string | number;
                /** @description --sarif <file>: write a SARIF report for code scanning */
                sarif?: string | number;
                /** @description --markdown <file>: write a Markdown report */
                markdown?: string | number;
                /** @description --html <file>: write a self-contained HTML report */
                html?: string | number;
                /** @description --badge <file>: write a shields.io endpoint badge */
                badge?: string | number;
                /** @description --har <file>: write every exchange to a HAR file, without the key */
                har?: string | number;
                /** @description --record <file>: record every exchange for --replay, without the key */
                record?: string | number;
                /** @description --replay <file>: check a recording instead of sending requests */
                replay?: string | number;
                /** @description -v, --verbose: show raw bytes and a reproducing command with each finding */
                verbose?: boolean;
            };
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type Config = components['schemas']['Config'];
export type $defs = Record<string, never>;
export type operations = Record<string, never>;
