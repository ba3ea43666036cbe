import { args, count, has, N, order, S, says, text, tool, type AgentLoop } from './agent-loop.ts';

/** Agents that carry on what was begun: steps of the instructions, codes to confirm, work to wait for. */
export const loops: readonly AgentLoop[] = [
  {
    id: 'steps-in-sentences',
    messages: [
      says(
        'system',
        'You are a SQL agent. Look at the tables first. Then query the schema of the relevant ones. Then run the query.',
      ),
      says('user', 'What is the average weight of the pumpkins?'),
    ],
    tools: [
      tool('db_query', 'Executes a SQL query', { query: S('A correct SQL query') }, ({ query }) =>
        /avg\(weight\).*from\s+pumpkins/i.test(text(query)) ? '[(7.4,)]' : 'Error: no such column',
      ),
      tool('db_schema', 'Schema of the given tables', { table_names: S('Names of the tables') }, ({ table_names }) =>
        table_names === 'pumpkins'
          ? 'CREATE TABLE pumpkins (\n id INTEGER,\n variety TEXT,\n weight REAL\n)'
          : 'Error: no such table',
      ),
      tool('db_list_tables', 'Comma-separated list of the tables', {}, () => 'farmers, pumpkins'),
    ],
    check: (run) => [...order(run, 'db_list_tables', 'db_schema', 'db_query'), ...has(run, '7.4')],
  },
  {
    id: 'transcript-when-done',
    messages: [says('user', 'Transcribe the recording talk.mp3 and show me the text when it is done.')],
    state: () => ({ asked: 0 }),
    tools: [
      tool('get_transcript', 'Text of a transcription job, once it is done', { job: S('Job id') }, ({ job }, state) => {
        state['asked'] = Number(state['asked']) + 1;
        if (job !== 'tj-5') return { error: 'unknown job' };
        return state['asked'] < 3 ? { status: 'processing' } : { status: 'done', text: 'Welcome to the harbour' };
      }),
      tool('transcribe', 'Starts the transcription of an audio file; returns a job', { file: S('Path') }, () => ({
        job: 'tj-5',
      })),
    ],
    check: (run) => [
      ...count(run, 'transcribe', 1),
      ...count(run, 'get_transcript', 3),
      ...has(run, 'Welcome to the harbour'),
    ],
  },
  {
    id: 'status-is-an-answer',
    messages: [says('user', 'What is the status of order 4410?')],
    tools: [
      tool('order_status', 'Status of an order', { order_id: S('Id') }, () => ({
        order_id: '4410',
        status: 'processing',
        customer_id: 'c-3',
      })),
      tool('get_customer', 'Address and birthday of a customer', { customer_id: S('Id') }, () => ({ name: 'Pim' })),
    ],
    check: (run) => [...count(run, 'order_status', 1), ...count(run, 'get_customer', 0), ...has(run, 'processing')],
  },
  {
    id: 'code-to-confirm',
    messages: [says('user', 'Cancel my subscription SUB-77, yes I am sure.')],
    tools: [
      tool(
        'confirm_cancellation',
        'Confirms a cancellation with its code',
        { confirmation_code: S('Code of the cancellation') },
        ({ confirmation_code }) => (confirmation_code === 'cc-9' ? { cancelled: true } : { error: 'bad code' }),
      ),
      tool(
        'cancel_subscription',
        'Starts the cancellation of a subscription; answers with a confirmation code',
        { subscription_id: S('Id') },
        () => ({ confirmation_code: 'cc-9', message: 'Please confirm' }),
      ),
    ],
    check: (run) => [
      ...order(run, 'cancel_subscription', 'confirm_cancellation'),
      ...args(run, 'confirm_cancellation', { confirmation_code: 'cc-9' }),
    ],
  },
  {
    id: 'instructions-name-the-second-source',
    messages: [
      says('system', 'Use kb_search first. If kb_search returns nothing, use web_search.'),
      says('user', 'What is the boiling point of gallium?'),
    ],
    tools: [
      tool('web_search', 'Searches the web', { q: S('Query') }, () => 'Gallium boils at 2400 C.'),
      tool('kb_search', 'Searches the knowledge base', { query: S('Query') }, () => ({ results: [] })),
    ],
    check: (run) => [...order(run, 'kb_search', 'web_search'), ...has(run, '2400')],
  },
  {
    id: 'contact-of-a-company',
    messages: [says('user', 'Create the contact Lena Fuchs and link her to the company C-12.')],
    tools: [
      tool(
        'link_contact',
        'Links a contact to a company',
        { contact_id: S('Contact id'), company_id: S('Company id') },
        ({ contact_id }) => (contact_id === 'ct-8' ? { linked: true } : { error: 'unknown contact' }),
      ),
      tool('create_contact', 'Creates a contact and returns its id', { name: S('Name') }, () => ({
        contact_id: 'ct-8',
      })),
    ],
    check: (run) => [
      ...order(run, 'create_contact', 'link_contact'),
      ...args(run, 'link_contact', { contact_id: 'ct-8', company_id: 'C-12' }),
      ...count(run, 'link_contact', 1),
    ],
  },
  {
    id: 'key-read-back',
    messages: [says('user', 'Store 42 under the key "answer", then read it back.')],
    state: () => ({}),
    tools: [
      tool('kv_get', 'Reads the value of a key', { key: S('Key') }, ({ key }, state) =>
        text(state[text(key)] ?? 'Error: no such key'),
      ),
      tool('kv_set', 'Stores a value under a key', { key: S('Key'), value: S('Value') }, ({ key, value }, state) => {
        state[text(key)] = value ?? '';
        return 'stored';
      }),
    ],
    check: (run) => [...order(run, 'kv_set', 'kv_get'), ...args(run, 'kv_get', { key: 'answer' }), ...has(run, '42')],
  },
  {
    id: 'login-before-the-balance',
    messages: [says('user', 'Show the balance of my account. My username is kira and my PIN is 4411.')],
    tools: [
      tool('balance', 'Balance of the account; needs a session token', { token: S('Session token') }, ({ token }) =>
        token === 'st-1' ? { balance: 812.5 } : { error: 'no session' },
      ),
      tool(
        'login',
        'Logs a user in and returns a session token',
        { username: S('User name'), pin: S('PIN') },
        ({ pin }) => (String(pin) === '4411' ? { token: 'st-1' } : { error: 'wrong pin' }),
      ),
    ],
    check: (run) => [...order(run, 'login', 'balance'), ...args(run, 'balance', { token: 'st-1' }), ...has(run, '812')],
  },
  {
    id: 'add-divide-multiply',
    messages: [says('user', 'Add 12 and 30, then divide the result by 6 and multiply it by 5.')],
    tools: ['add', 'divide', 'multiply'].map((name) =>
      tool(name, `${name} two numbers`, { a: N('first'), b: N('second') }, ({ a, b }) => {
        const [left, right] = [Number(a), Number(b)];
        return String(name === 'add' ? left + right : name === 'divide' ? left / right : left * right);
      }),
    ),
    check: (run) => [...order(run, 'add', 'divide', 'multiply'), ...has(run, '35')],
  },
];
