/** What is known of a family of errors. */
export interface ErrorNote {
  readonly matches: RegExp;
  /** What it means, as a sentence. */
  readonly means: string;
  readonly causes: readonly string[];
  /** How to fix it, as an imperative. */
  readonly fix: string;
  readonly hint: { readonly language: string; readonly code: string };
}

/** The first entry that matches is taken; the last one matches everything. */
export const ERROR_NOTES: readonly ErrorNote[] = [
  {
    matches: /is not a function/i,
    means:
      'The code calls something as a function that is not one, often because the value is `undefined` at that point.',
    causes: [
      'The name is misspelt, or the method does not exist on that object',
      'The import is wrong (default instead of named, or the other way round)',
      '`this` is lost because a method is passed as a callback',
      'The variable has not been assigned yet when the call runs',
    ],
    fix: 'Log the value and its type right before the call, then check where it is defined and imported',
    hint: {
      language: 'javascript',
      code: "console.log(typeof handler, handler);\nif (typeof handler === 'function') {\n  handler(event);\n}",
    },
  },
  {
    matches:
      /cannot read propert|undefined \(reading|null \(reading|null ?pointer|NullReference|NoneType|of (?:undefined|null)|Optional\.get|nil pointer|undefined is not an object/i,
    means: 'The code uses a value that is null (or undefined, None, nil) as if it were an object.',
    causes: [
      'A variable or field was never initialised',
      'A function returned nothing where a value was expected',
      'Data from an API or a database lacks a field',
      'The code runs before an asynchronous result has arrived',
    ],
    fix: 'Find the line in the stack trace, see which value is empty there, and either make sure it is set or handle the empty case',
    hint: { language: 'javascript', code: "const name = user?.profile?.name ?? 'unknown';" },
  },
  {
    matches:
      /module ?not ?found|no module named|cannot find (?:module|package)|ImportError|ClassNotFound|unresolved import/i,
    means: 'The program cannot find a module or package that it wants to load.',
    causes: [
      'The package is not installed in this environment',
      'A virtual environment is not active, or another interpreter runs the code',
      'The path or the name of the module is misspelt (capital letters count)',
      'The package was installed elsewhere, for instance globally instead of in the project',
    ],
    fix: 'Install the package in the environment that runs the code and check the spelling of the import',
    hint: {
      language: 'bash',
      code: 'python -m pip install package-name   # Python\nnpm install package-name              # Node.js',
    },
  },
  {
    matches: /cors|access-control-allow-origin/i,
    means: 'The browser blocked a request to another origin because the server did not allow it.',
    causes: [
      'The response has no `Access-Control-Allow-Origin` header for your origin',
      'The preflight `OPTIONS` request is not answered',
      'Credentials are sent while the server answers with `*`',
      'A custom header is not in `Access-Control-Allow-Headers`',
    ],
    fix: 'Allow your origin on the server (or call it through a proxy of your own); it cannot be fixed in the browser alone',
    hint: {
      language: 'javascript',
      code: "import cors from 'cors';\n\napp.use(cors({ origin: 'https://app.example.com', credentials: true }));",
    },
  },
  {
    matches: /\b(?:401|unauthori[sz]ed|authentication)\b/i,
    means: 'The server does not accept the credentials of the request, or got none.',
    causes: [
      'The `Authorization` header is missing or misspelt',
      'The key or token has expired or was revoked',
      'The key belongs to another environment or project',
      'The environment variable with the key is not loaded',
    ],
    fix: 'Print the headers that are really sent (without the secret itself) and try the same call with curl',
    hint: { language: 'bash', code: 'curl -i "$BASE_URL/v1/models" -H "Authorization: Bearer $API_KEY"' },
  },
  {
    matches: /\b(?:403|forbidden|permission denied|EACCES|EPERM|access denied|not permitted)\b/i,
    means: 'The request or process is known, but it is not allowed to do this.',
    causes: [
      'The user or role lacks the right',
      'The file or folder belongs to another user',
      'A policy, firewall or bucket rule denies access',
      'The process runs with fewer rights than your shell',
    ],
    fix: 'Check who runs the code and which rights that user has on the resource',
    hint: { language: 'bash', code: 'id\nls -l path/to/file' },
  },
  {
    matches: /\b(?:404|not found|ENOENT|no such file|FileNotFound)\b/i,
    means: 'What is asked for does not exist at that path.',
    causes: [
      'The path or URL is misspelt',
      'A relative path is resolved from another working directory',
      'The route or file was renamed or not deployed',
      'The base URL has a missing or doubled segment',
    ],
    fix: 'Print the full path or URL that is used and compare it with what exists',
    hint: { language: 'bash', code: 'pwd\nls -la path/to/folder' },
  },
  {
    matches: /\b(?:429|rate limit|too many requests|quota)\b/i,
    means: 'Too many requests were sent in a short time.',
    causes: [
      'Requests run in parallel without a limit',
      'Retries follow each other without a pause',
      'Several processes share one key',
      'The quota of the plan is used up',
    ],
    fix: 'Wait as long as `Retry-After` says, retry with growing pauses, and limit how many calls run at once',
    hint: {
      language: 'python',
      code: 'for attempt in range(5):\n    response = call()\n    if response.status_code != 429:\n        break\n    time.sleep(min(30, 0.5 * 2**attempt))',
    },
  },
  {
    matches: /\b(?:50\d|internal server error|bad gateway|service unavailable)\b/i,
    means:
      'The server failed while it handled the request; the cause is on the server side, although the input may trigger it.',
    causes: [
      'An exception in the handler that nobody caught',
      'The database or another service cannot be reached',
      'A missing environment variable or wrong configuration after a deployment',
      'A request body that the code does not expect',
    ],
    fix: 'Look at the server log at the time of the request; the stack trace there names the line',
    hint: {
      language: 'bash',
      code: 'curl -i -X POST "$URL" -H "Content-Type: application/json" -d \'{"test": true}\'',
    },
  },
  {
    matches: /ECONN\w+|ETIMEDOUT|time(?:d)? ?out|connection refused|connection reset|EPIPE|could not connect/i,
    means: 'The connection to the other side could not be made, or it was closed or took too long.',
    causes: [
      'The service is not running, or listens on another port',
      'Host name or port are wrong (inside a container `localhost` is the container itself)',
      'A firewall or proxy blocks the connection',
      'The other side is overloaded and answers too late',
    ],
    fix: 'Check that the service listens where you connect to, from the same machine or container',
    hint: { language: 'bash', code: 'curl -v http://localhost:8080/health\nss -ltn' },
  },
  {
    matches: /EADDRINUSE|address already in use|port .{0,12}in use/i,
    means: 'Another process uses the port already.',
    causes: [
      'A previous run of the same program is still alive',
      'Another service uses this port by default',
      'Two workers start on the same port',
    ],
    fix: 'Stop the other process or choose another port',
    hint: { language: 'bash', code: 'lsof -i :3000\nPORT=3001 npm start' },
  },
  {
    matches: /syntax ?error|unexpected (?:token|end|identifier|indent)|IndentationError|parse error|JSONDecodeError/i,
    means: 'The text could not be parsed: something stands where the grammar does not allow it.',
    causes: [
      'A missing or extra bracket, quote or comma, often on the line before the reported one',
      'HTML or an empty body is parsed as JSON',
      'Syntax that is newer than the version of the language',
      'Mixed tabs and spaces',
    ],
    fix: 'Look at the reported line and the one before it, and print the raw text when it comes from elsewhere',
    hint: {
      language: 'javascript',
      code: 'const text = await response.text();\nconsole.log(response.status, text.slice(0, 200));',
    },
  },
  {
    matches: /KeyError|IndexError|out of (?:range|bounds)|IndexOutOfBounds|undefined index|NoSuchElement/i,
    means: 'The code asks a list or map for an element that is not there.',
    causes: [
      'The collection is shorter (or empty) than expected',
      'An index is off by one',
      'The key is spelt differently or has another type',
      'Data from outside lacks a field',
    ],
    fix: 'Check the length or the keys before the access, and handle the missing case',
    hint: { language: 'python', code: 'value = settings.get("timeout", 30)' },
  },
  {
    matches: /memory|heap|OOM|stack overflow|maximum call stack|RecursionError/i,
    means: 'The program used more memory or more nested calls than it may.',
    causes: [
      'A recursion without an end',
      'A list or cache that only grows',
      'A large file or result that is loaded as a whole',
      'A limit of the container that is too low',
    ],
    fix: 'Find out what grows, then stream the data, bound the cache or end the recursion',
    hint: {
      language: 'python',
      code: 'with open("big.csv") as lines:\n    for line in lines:  # one line at a time\n        handle(line)',
    },
  },
  {
    matches: /TypeError|type mismatch|cannot (?:convert|assign)|ClassCast|incompatible types/i,
    means: 'An operation got a value of a type that it cannot work with.',
    causes: [
      'A number that is really a string (or the other way round)',
      'A missing argument, or arguments in the wrong order',
      'A function that sometimes returns nothing',
      'A changed interface after an upgrade',
    ],
    fix: 'Print the types of the values on the reported line and convert or check them there',
    hint: { language: 'python', code: 'print(type(value), repr(value))\ntotal = int(value) + 1' },
  },
  {
    matches: /slow|performance|latency|lag/i,
    means: 'Something takes longer than it should; a measurement shows where.',
    causes: [
      'One query or request inside a loop (N+1)',
      'A missing index in the database',
      'Large responses or images that nobody needs',
      'Work on the main thread that blocks everything else',
    ],
    fix: 'Profile one slow request first and change the most expensive part',
    hint: { language: 'sql', code: 'EXPLAIN ANALYZE\nSELECT * FROM orders WHERE customer_id = 42;' },
  },
  {
    matches: /test|build|deploy|pipeline|compil|\bci\b/i,
    means: 'A step that should pass stops; its log names the first thing that went wrong.',
    causes: [
      'A dependency or a version differs between the machines',
      'An environment variable or secret is missing',
      'A step depends on the order or on the time',
      'The first error is far above the last lines of the log',
    ],
    fix: 'Run the failing step alone, with the same versions, and read the log from its first error',
    hint: { language: 'bash', code: 'git clean -xdn      # what a fresh checkout would not have\nnpm ci && npm test' },
  },
  {
    matches: /(?:)/,
    means: 'Something goes wrong at run time; the first lines of the log or stack trace usually name the place.',
    causes: [
      'A value that is missing or of an unexpected shape',
      'A recent change in the code, the configuration or a dependency',
      'A resource that is not available: network, file, permission, memory',
      'A difference between this environment and the one where it works',
    ],
    fix: 'Reproduce it with the smallest input that still fails, and note what changed since it last worked',
    hint: { language: 'bash', code: 'git log --oneline -10   # what changed lately?' },
  },
];
