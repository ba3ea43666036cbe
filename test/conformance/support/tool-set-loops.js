// Agents over tool sets as frameworks, servers of tools and benchmarks have them. A check returns what is wrong; '' is dropped.
const P = (properties, required = Object.keys(properties)) => ({ type: 'object', properties, required });
const S = (description) => ({ type: 'string', description }),
  N = (description) => ({ type: 'number', description }),
  I = (d) => ({ type: 'integer', description: d });
const E = (...e) => ({ type: 'string', enum: e });
const has = (text, ...parts) =>
  parts
    .filter((p) => !String(text).toLowerCase().includes(String(p).toLowerCase()))
    .map((p) => `the answer lacks ${p}`);
const called = (r, name, n = 1) =>
  r.calls.filter((c) => c.name === name).length >= n ? '' : `${name} not called ${n} ×`;
const notCalled = (r, name) => (r.calls.some((c) => c.name === name) ? `${name} called` : '');
const before = (r, a, b) => {
  const x = r.calls.find((c) => c.name === a),
    y = r.calls.find((c) => c.name === b);
  return x && y && x.round < y.round ? '' : `${b} must wait for ${a}`;
};
const arg = (r, name, key, value) => {
  const c = r.calls.find((c) => c.name === name);
  return c &&
    (value instanceof RegExp ? value.test(String(c.args[key])) : JSON.stringify(c.args[key]) === JSON.stringify(value))
    ? ''
    : `${name}.${key} is ${JSON.stringify(c?.args[key])}`;
};
const out = (r, re) => (r.calls.some((c) => re.test(c.out)) ? '' : `nothing gave ${re}`);
/** @type {readonly import("./agent-loop.ts").AgentLoop[]} */
export const loops = [
  {
    id: 'gh-issue-comment',
    messages: [
      {
        role: 'user',
        content:
          'In the repository acme/rocket find the open issue about the memory leak and comment "Fixed in 2.3.1" on it.',
      },
    ],
    tools: [
      {
        name: 'search_issues',
        description: 'Search for issues in a GitHub repository',
        parameters: P({ owner: S('Repository owner'), repo: S('Repository name'), q: S('Search query') }),
        run: ({ owner, repo }) =>
          owner === 'acme' && repo === 'rocket'
            ? { total_count: 1, items: [{ number: 417, title: 'Memory leak in parser', state: 'open' }] }
            : { total_count: 0, items: [] },
      },
      {
        name: 'add_issue_comment',
        description: 'Add a comment to an existing issue',
        parameters: P({
          owner: S('Repository owner'),
          repo: S('Repository name'),
          issue_number: N('Number of the issue'),
          body: S('Comment text'),
        }),
        run: ({ owner, repo, issue_number, body }) => {
          if (owner !== 'acme' || repo !== 'rocket' || issue_number !== 417) throw new Error('Not Found');
          return { id: 99120, html_url: 'https://github.com/acme/rocket/issues/417#issuecomment-99120', body };
        },
      },
      {
        name: 'create_issue',
        description: 'Create a new issue in a GitHub repository',
        parameters: P({ owner: S('Owner'), repo: S('Repo'), title: S('Title') }),
        run: () => 'created',
      },
    ],
    check: (r) => [
      before(r, 'search_issues', 'add_issue_comment'),
      arg(r, 'add_issue_comment', 'issue_number', 417),
      arg(r, 'add_issue_comment', 'body', 'Fixed in 2.3.1'),
      notCalled(r, 'create_issue'),
      out(r, /issuecomment/),
    ],
  },
  {
    id: 'sql-agent',
    messages: [
      {
        role: 'system',
        content:
          'You are an agent designed to interact with a SQL database. ALWAYS start by listing the tables, then query the schema of the most relevant tables, then run the query.',
      },
      { role: 'user', content: 'How many employees work in the Berlin office?' },
    ],
    tools: [
      {
        name: 'sql_db_list_tables',
        description: 'Input is an empty string, output is a comma-separated list of tables in the database.',
        parameters: P({ tool_input: { type: 'string', default: '', description: 'An empty string' } }, []),
        run: () => 'employees, offices, payroll',
      },
      {
        name: 'sql_db_schema',
        description:
          'Input to this tool is a comma-separated list of tables, output is the schema and sample rows for those tables.',
        parameters: P({ table_names: S('A comma-separated list of the table names for which to return the schema.') }),
        run: ({ table_names }) =>
          /employees/.test(table_names)
            ? 'CREATE TABLE employees (id INTEGER, name TEXT, office TEXT, salary INTEGER)'
            : `Error: table_names {'${table_names}'} not found in database`,
      },
      {
        name: 'sql_db_query',
        description: 'Input to this tool is a detailed and correct SQL query, output is a result from the database.',
        parameters: P({ query: S('A detailed and correct SQL query.') }),
        run: ({ query }) =>
          /select\s+count\(\*\)/i.test(query) && /employees/i.test(query) && /berlin/i.test(query)
            ? '[(37,)]'
            : `Error: near "${query}": bad query`,
      },
    ],
    check: (r) => [
      before(r, 'sql_db_list_tables', 'sql_db_schema'),
      before(r, 'sql_db_schema', 'sql_db_query'),
      ...has(r.text, '37'),
    ],
  },
  {
    id: 'research-open-cite',
    messages: [
      {
        role: 'system',
        content:
          'You are a research assistant. Search first, then open the best page, then answer with the URL of your source.',
      },
      { role: 'user', content: 'When was the Gotthard Base Tunnel opened?' },
    ],
    tools: [
      {
        name: 'web_search',
        description: 'Searches the web and returns titles and URLs',
        parameters: P({ query: S('Search query') }),
        run: () => ({
          results: [
            { title: 'Gotthard Base Tunnel – history', url: 'https://tunnels.example/gotthard' },
            { title: 'Swiss chocolate', url: 'https://choc.example/' },
          ],
        }),
      },
      {
        name: 'open_page',
        description: 'Opens a web page and returns its text',
        parameters: P({ url: S('URL of the page') }),
        run: ({ url }) =>
          url === 'https://tunnels.example/gotthard'
            ? 'The Gotthard Base Tunnel was opened on 1 June 2016. It is 57 km long.'
            : 'Not relevant.',
      },
    ],
    check: (r) => [
      before(r, 'web_search', 'open_page'),
      arg(r, 'open_page', 'url', 'https://tunnels.example/gotthard'),
      ...has(r.text, '2016'),
    ],
  },
  {
    id: 'calendar-reschedule',
    messages: [
      { role: 'system', content: 'Today is 2025-03-10 (Monday).' },
      { role: 'user', content: 'Move my dentist appointment to Friday at 15:00.' },
    ],
    tools: [
      {
        name: 'list_events',
        description: 'Lists the upcoming events of the calendar',
        parameters: P({ max_results: { type: 'integer', default: 10 } }, []),
        run: () => ({
          events: [
            { event_id: 'evt_11', summary: 'Team standup', start: '2025-03-11T09:00:00' },
            { event_id: 'evt_23', summary: 'Dentist', start: '2025-03-12T10:00:00' },
          ],
        }),
      },
      {
        name: 'update_event',
        description: 'Updates an event: moves it to another time',
        parameters: P({
          event_id: S('Id of the event'),
          start_time: { type: 'string', format: 'date-time', description: 'New start, ISO 8601' },
        }),
        run: ({ event_id, start_time }) =>
          event_id === 'evt_23' ? { status: 'confirmed', start: start_time } : { error: 'wrong event' },
      },
      {
        name: 'delete_event',
        description: 'Deletes an event',
        parameters: P({ event_id: S('Id') }),
        run: () => 'deleted',
      },
    ],
    check: (r) => [
      before(r, 'list_events', 'update_event'),
      arg(r, 'update_event', 'event_id', 'evt_23'),
      arg(r, 'update_event', 'start_time', /^2025-03-14T15:00/),
      notCalled(r, 'delete_event'),
    ],
  },
  {
    id: 'crm-update-stage',
    messages: [
      {
        role: 'user',
        content: 'Mark the deal with Northwind as won and log a note saying "Signed by Petra on Tuesday".',
      },
    ],
    tools: [
      {
        name: 'search_deals',
        description: 'Search deals by company name',
        parameters: P({ company: S('Company name') }),
        run: ({ company }) =>
          /northwind/i.test(company)
            ? [{ deal_id: 'D-77', company: 'Northwind', stage: 'negotiation', amount: 12000 }]
            : [],
      },
      {
        name: 'update_deal_stage',
        description: 'Sets the stage of a deal',
        parameters: P({ deal_id: S('Deal id'), stage: E('prospecting', 'negotiation', 'closed_won', 'closed_lost') }),
        run: ({ deal_id, stage }) => (deal_id === 'D-77' ? { ok: true, stage } : { error: 'unknown deal' }),
      },
      {
        name: 'add_note',
        description: 'Adds a note to a deal',
        parameters: P({ deal_id: S('Deal id'), note: S('Text of the note') }),
        run: ({ deal_id }) => (deal_id === 'D-77' ? { note_id: 5 } : { error: 'unknown deal' }),
      },
    ],
    check: (r) => [
      before(r, 'search_deals', 'update_deal_stage'),
      arg(r, 'update_deal_stage', 'stage', 'closed_won'),
      arg(r, 'add_note', 'note', 'Signed by Petra on Tuesday'),
      arg(r, 'add_note', 'deal_id', 'D-77'),
    ],
  },
  {
    id: 'browser-login-less',
    messages: [{ role: 'user', content: 'Go to https://shop.example/tea and tell me the price of the green tea.' }],
    tools: [
      {
        name: 'browser_navigate',
        description: 'Navigate to a URL',
        parameters: P({ url: S('The URL to navigate to') }),
        run: ({ url }) => `Navigated to ${url}. Page title: Tea shop`,
      },
      {
        name: 'browser_snapshot',
        description: 'Capture accessibility snapshot of the current page, this is better than screenshot',
        parameters: P({}),
        run: () =>
          '- heading "Tea shop"\n- listitem "Black tea 4.10 EUR" [ref=e5]\n- listitem "Green tea 5.30 EUR" [ref=e6]',
      },
      {
        name: 'browser_click',
        description: 'Perform click on a web page',
        parameters: P({
          element: S('Human-readable element description'),
          ref: S('Exact target element reference from the page snapshot'),
        }),
        run: () => 'clicked',
      },
      { name: 'browser_close', description: 'Close the page', parameters: P({}), run: () => 'closed' },
    ],
    check: (r) => [
      before(r, 'browser_navigate', 'browser_snapshot'),
      arg(r, 'browser_navigate', 'url', 'https://shop.example/tea'),
      notCalled(r, 'browser_close'),
      ...has(r.text, '5.30'),
    ],
  },
  {
    id: 'fs-search-then-edit',
    messages: [
      { role: 'system', content: 'You are a coding agent working in /repo. Use absolute paths.' },
      {
        role: 'user',
        content:
          'The function add in our calculator subtracts by mistake. Change "a - b" to "a + b" where it is defined.',
      },
    ],
    state: () => ({ '/repo/src/calculator.js': 'export function add(a, b) {\n  return a - b;\n}\n' }),
    tools: [
      {
        name: 'grep',
        description: 'Searches file contents by a pattern; returns matching file paths with lines',
        parameters: P({ pattern: S('Pattern to search for') }),
        run: ({ pattern }) =>
          /add|a - b/.test(pattern)
            ? '/repo/src/calculator.js:1: export function add(a, b) {\n/repo/src/calculator.js:2:   return a - b;'
            : 'No matches found',
      },
      {
        name: 'read',
        description: 'Reads a file',
        parameters: P({ file_path: S('Absolute path of the file') }),
        run: ({ file_path }, s) => {
          if (!(file_path in s)) throw new Error('file not found');
          return s[file_path];
        },
      },
      {
        name: 'edit',
        description: 'Replaces text in a file; the file must have been read before',
        parameters: P({
          file_path: S('Absolute path'),
          old_string: S('Text to replace'),
          new_string: S('Replacement'),
        }),
        run: ({ file_path, old_string, new_string }, s) => {
          if (!s[file_path]?.includes(old_string)) throw new Error('old_string not found');
          s[file_path] = s[file_path].replace(old_string, new_string);
          return 'The file has been edited.';
        },
      },
    ],
    check: (r) => [before(r, 'grep', 'edit'), out(r, /has been edited/), arg(r, 'edit', 'new_string', /a \+ b/)],
  },
  {
    id: 'cart-checkout',
    messages: [
      {
        role: 'user',
        content:
          'Add two packs of espresso beans and one milk frother to my cart and then check out with the code SPRING10.',
      },
    ],
    tools: [
      {
        name: 'search_products',
        description: 'Search the product catalog',
        parameters: P({ query: S('Product name') }),
        run: ({ query }) =>
          /bean/i.test(query)
            ? [{ product_id: 'P-1', name: 'Espresso beans', price: 8 }]
            : /froth/i.test(query)
              ? [{ product_id: 'P-2', name: 'Milk frother', price: 25 }]
              : [],
      },
      {
        name: 'add_to_cart',
        description: 'Adds a product to the cart',
        parameters: P({ product_id: S('Product id'), quantity: I('How many') }),
        run: ({ product_id, quantity }) =>
          ['P-1', 'P-2'].includes(product_id) ? { cart: `${quantity} x ${product_id}` } : { error: 'unknown product' },
      },
      {
        name: 'checkout',
        description: 'Checks out the cart, optionally with a discount code',
        parameters: P({ discount_code: S('Code') }, []),
        run: ({ discount_code }) => ({ order_number: 'ORD-5512', total: discount_code === 'SPRING10' ? 36.9 : 41 }),
      },
    ],
    check: (r) => [
      called(r, 'search_products', 2),
      called(r, 'add_to_cart', 2),
      before(r, 'add_to_cart', 'checkout'),
      r.calls.some((c) => c.name === 'add_to_cart' && c.args.product_id === 'P-1' && c.args.quantity === 2)
        ? ''
        : 'not two beans',
      r.calls.some((c) => c.name === 'add_to_cart' && c.args.product_id === 'P-2' && c.args.quantity === 1)
        ? ''
        : 'not one frother',
      arg(r, 'checkout', 'discount_code', 'SPRING10'),
      ...has(r.text, '36.9'),
    ],
  },
  {
    id: 'pagination',
    messages: [{ role: 'user', content: 'List all customers; I need every page.' }],
    tools: [
      {
        name: 'list_customers',
        description: 'Lists customers, one page at a time. Pass the cursor of the previous page to get the next one.',
        parameters: P({ cursor: S('next_cursor of the page before') }, []),
        run: ({ cursor }) =>
          !cursor
            ? { customers: ['Ada', 'Bo'], next_cursor: 'c2' }
            : cursor === 'c2'
              ? { customers: ['Cy'], next_cursor: 'c3' }
              : { customers: ['Di'], next_cursor: null },
      },
    ],
    check: (r) => [
      r.calls.length === 3 ? '' : `${r.calls.length} calls`,
      r.calls[1]?.args.cursor === 'c2' ? '' : 'cursor 2',
      r.calls[2]?.args.cursor === 'c3' ? '' : 'cursor 3',
      ...has(r.text, 'Ada', 'Di'),
    ],
  },
  {
    id: 'human-approval',
    messages: [
      {
        role: 'system',
        content:
          'Never delete anything without approval: call request_approval first and go on only if it is approved.',
      },
      { role: 'user', content: 'Delete the database backup-2023.' },
    ],
    tools: [
      {
        name: 'request_approval',
        description: 'Asks a human to approve an action',
        parameters: P({ action: S('What you want to do') }),
        run: () => ({ approved: true, approver: 'Mia' }),
      },
      {
        name: 'delete_database',
        description: 'Deletes a database',
        parameters: P({ name: S('Name of the database') }),
        run: ({ name }) => (name === 'backup-2023' ? 'database backup-2023 deleted' : 'Error: no such database'),
      },
    ],
    check: (r) => [
      before(r, 'request_approval', 'delete_database'),
      arg(r, 'delete_database', 'name', 'backup-2023'),
      out(r, /deleted/),
      arg(r, 'request_approval', 'action', /backup-2023/),
    ],
  },
  {
    id: 'approval-denied',
    messages: [
      {
        role: 'system',
        content: 'Before you transfer money, call request_approval. Transfer only when it was approved.',
      },
      { role: 'user', content: 'Transfer 250 EUR to Lena.' },
    ],
    tools: [
      {
        name: 'request_approval',
        description: 'Asks a human to approve an action',
        parameters: P({ action: S('What you want to do') }),
        run: () => ({ approved: false, reason: 'limit exceeded' }),
      },
      {
        name: 'transfer_money',
        description: 'Transfers money to a person',
        parameters: P({ recipient: S('Name'), amount: N('Amount'), currency: E('EUR', 'USD') }),
        run: () => 'sent',
      },
    ],
    check: (r) => [called(r, 'request_approval'), notCalled(r, 'transfer_money'), ...has(r.text, 'limit')],
  },
  {
    id: 'memory-recall-mail',
    messages: [
      { role: 'user', content: 'Remember that my brother Tom can be reached at tom@rivers.example.' },
      {
        role: 'assistant',
        content: null,
        tool_calls: [
          {
            id: 'c1',
            type: 'function',
            function: { name: 'save_memory', arguments: '{"key":"tom","value":"Brother Tom: tom@rivers.example"}' },
          },
        ],
      },
      { role: 'tool', tool_call_id: 'c1', content: 'saved' },
      { role: 'assistant', content: 'I will remember that.' },
      { role: 'user', content: 'Send my brother an email with the subject "Sunday" that says "Lunch at one?".' },
    ],
    tools: [
      {
        name: 'save_memory',
        description: 'Stores a fact',
        parameters: P({ key: S('Key'), value: S('Value') }),
        run: () => 'saved',
      },
      {
        name: 'recall_memory',
        description: 'Recalls stored facts',
        parameters: P({ query: S('What to recall') }),
        run: () => 'Brother Tom: tom@rivers.example',
      },
      {
        name: 'send_email',
        description: 'Sends an email',
        parameters: P({ to: S('Address'), subject: S('Subject'), body: S('Body') }),
        run: ({ to }) => `sent to ${to}`,
      },
    ],
    check: (r) => [
      arg(r, 'send_email', 'to', 'tom@rivers.example'),
      arg(r, 'send_email', 'subject', 'Sunday'),
      arg(r, 'send_email', 'body', 'Lunch at one?'),
      notCalled(r, 'save_memory'),
    ],
  },
  {
    id: 'required-submit',
    final: 'submit_result',
    options: { tool_choice: 'required' },
    messages: [
      { role: 'user', content: 'Find out the population of Graz and of Linz, add them and submit the total.' },
    ],
    tools: [
      {
        name: 'get_population',
        description: 'Population of a city',
        parameters: P({ city: S('City') }),
        run: ({ city }) => ({ city, population: /graz/i.test(city) ? 300000 : 210000 }),
      },
      {
        name: 'add_numbers',
        description: 'Adds numbers',
        parameters: P({ numbers: { type: 'array', items: { type: 'number' } } }),
        run: ({ numbers }) => ({ sum: numbers.reduce((a, b) => a + b, 0) }),
      },
      {
        name: 'submit_result',
        description: 'Submits the final result and ends the task',
        parameters: P({ total: N('The total') }),
        run: () => 'ok',
      },
    ],
    check: (r) => [
      called(r, 'get_population', 2),
      before(r, 'get_population', 'add_numbers'),
      called(r, 'submit_result'),
      ...has(r.text, '510000'),
    ],
  },
  {
    id: 'retail-cancel',
    messages: [
      {
        role: 'system',
        content:
          'You are a retail agent. At the beginning you have to authenticate the user by locating their user id via name and zip code. Then help with their order.',
      },
      { role: 'user', content: 'Hi, I am Yusuf Rossi, zip 19122. Please cancel order #W2378156, I no longer need it.' },
    ],
    tools: [
      {
        name: 'find_user_id_by_name_zip',
        description: 'Find user id by first name, last name, and zip code.',
        parameters: P({
          first_name: S('The first name of the customer'),
          last_name: S('The last name'),
          zip: S('The zip code'),
        }),
        run: ({ first_name, last_name, zip }) =>
          first_name === 'Yusuf' && last_name === 'Rossi' && zip === '19122'
            ? 'yusuf_rossi_9620'
            : 'Error: user not found',
      },
      {
        name: 'get_order_details',
        description: 'Get the status and details of an order.',
        parameters: P({ order_id: S("The order id, such as '#W0000000'.") }),
        run: ({ order_id }) => ({ order_id, status: 'pending', user_id: 'yusuf_rossi_9620' }),
      },
      {
        name: 'cancel_pending_order',
        description: 'Cancel a pending order.',
        parameters: P({
          order_id: S("The order id, such as '#W0000000'."),
          reason: E('no longer needed', 'ordered by mistake'),
        }),
        run: ({ order_id, reason }) =>
          order_id === '#W2378156' && reason === 'no longer needed'
            ? { order_id, status: 'cancelled' }
            : 'Error: order not found',
      },
    ],
    check: (r) => [
      before(r, 'find_user_id_by_name_zip', 'cancel_pending_order'),
      out(r, /cancelled/),
      arg(r, 'cancel_pending_order', 'order_id', '#W2378156'),
    ],
  },
  {
    id: 'handoff-with-input',
    final: 'transfer_to_billing',
    messages: [
      {
        role: 'system',
        content: 'You route customers. Look the customer up first, then transfer to the agent that fits.',
      },
      { role: 'user', content: 'I am kai@lumen.example and my last invoice was charged twice.' },
    ],
    tools: [
      {
        name: 'lookup_customer',
        description: 'Finds a customer by e-mail',
        parameters: P({ email: S('E-mail') }),
        run: ({ email }) => ({ customer_id: 'CU-31', email, plan: 'pro' }),
      },
      {
        name: 'transfer_to_billing',
        description: 'Handles invoices, charges and payments',
        parameters: P({ customer_id: S('Customer id'), summary: S('Summary of the problem') }),
        run: () => 'ok',
      },
      {
        name: 'transfer_to_technical_support',
        description: 'Handles outages and errors',
        parameters: P({ customer_id: S('Customer id'), summary: S('Summary') }),
        run: () => 'ok',
      },
    ],
    check: (r) => [
      before(r, 'lookup_customer', 'transfer_to_billing'),
      arg(r, 'transfer_to_billing', 'customer_id', 'CU-31'),
      arg(r, 'transfer_to_billing', 'summary', /twice|invoice/),
      notCalled(r, 'transfer_to_technical_support'),
    ],
  },
  {
    id: 'slack-post',
    messages: [{ role: 'user', content: 'Post "Deploy finished at 14:20" to the #releases channel on Slack.' }],
    tools: [
      {
        name: 'slack_list_channels',
        description: 'List public channels in the workspace with pagination',
        parameters: P(
          {
            limit: { type: 'number', default: 100, description: 'Maximum number of channels to return' },
            cursor: S('Pagination cursor for next page of results'),
          },
          [],
        ),
        run: () => ({
          ok: true,
          channels: [
            { id: 'C01GEN', name: 'general' },
            { id: 'C02REL', name: 'releases' },
          ],
        }),
      },
      {
        name: 'slack_post_message',
        description: 'Post a new message to a Slack channel',
        parameters: P({ channel_id: S('The ID of the channel to post to'), text: S('The message text to post') }),
        run: ({ channel_id, text }) =>
          channel_id === 'C02REL' ? { ok: true, ts: '171.22', text } : { ok: false, error: 'channel_not_found' },
      },
      {
        name: 'slack_add_reaction',
        description: 'Add a reaction emoji to a message',
        parameters: P({ channel_id: S('Channel'), timestamp: S('ts'), reaction: S('emoji') }),
        run: () => ({ ok: true }),
      },
    ],
    check: (r) => [
      before(r, 'slack_list_channels', 'slack_post_message'),
      arg(r, 'slack_post_message', 'channel_id', 'C02REL'),
      arg(r, 'slack_post_message', 'text', 'Deploy finished at 14:20'),
      notCalled(r, 'slack_add_reaction'),
    ],
  },
  {
    id: 'flight-book',
    messages: [
      { role: 'system', content: 'Today is 2025-06-02.' },
      { role: 'user', content: 'Book the cheapest flight from Vienna to Lisbon tomorrow for Ines Costa.' },
    ],
    tools: [
      {
        name: 'search_flights',
        description: 'Search flights between two cities on a date',
        parameters: P({
          origin: S('City'),
          destination: S('City'),
          date: { type: 'string', format: 'date', description: 'YYYY-MM-DD' },
        }),
        run: ({ origin, destination, date }) =>
          origin === 'Vienna' && destination === 'Lisbon' && date === '2025-06-03'
            ? {
                flights: [
                  { flight_id: 'OS-801', price: 240 },
                  { flight_id: 'TP-117', price: 129 },
                  { flight_id: 'FR-9', price: 180 },
                ],
              }
            : { flights: [] },
      },
      {
        name: 'book_flight',
        description: 'Books a flight for a passenger',
        parameters: P({ flight_id: S('Flight id'), passenger_name: S('Full name') }),
        run: ({ flight_id, passenger_name }) =>
          flight_id === 'TP-117' && passenger_name === 'Ines Costa'
            ? { booking_reference: 'QX7P2L' }
            : { error: 'not the cheapest' },
      },
    ],
    check: (r) => [
      before(r, 'search_flights', 'book_flight'),
      arg(r, 'book_flight', 'flight_id', 'TP-117'),
      ...has(r.text, 'QX7P2L'),
    ],
  },
  {
    id: 'hint-retry',
    messages: [{ role: 'user', content: 'Show the logs of the service payments in prod.' }],
    tools: [
      {
        name: 'get_logs',
        description: 'Returns the logs of a service',
        parameters: P({ service: S('Service name'), environment: S('Environment') }),
        run: ({ service, environment }) => {
          if (environment !== 'production')
            throw new Error(`Unknown environment "${environment}". Valid environments: production, staging, dev`);
          return `${service}: 3 timeouts at 11:02`;
        },
      },
    ],
    check: (r) => [
      r.calls.length === 2 ? '' : `${r.calls.length} calls`,
      r.calls[1]?.args.environment === 'production' ? '' : 'not mended',
      ...has(r.text, '3 timeouts'),
    ],
  },
  {
    id: 'todo-planner',
    messages: [
      { role: 'system', content: 'Use write_todos to plan before you start. Then do the work with the tools.' },
      { role: 'user', content: 'Get the weather in Bergen and then save it to the file bergen.txt.' },
    ],
    tools: [
      {
        name: 'write_todos',
        description: 'Writes the list of tasks for this session',
        parameters: P({
          todos: { type: 'array', items: P({ content: S('Task'), status: E('pending', 'in_progress', 'completed') }) },
        }),
        run: ({ todos }) => `Updated todo list: ${todos.length} items`,
      },
      {
        name: 'get_weather',
        description: 'Current weather of a city',
        parameters: P({ city: S('City') }),
        run: () => 'Bergen: rain, 7 °C',
      },
      {
        name: 'write_file',
        description: 'Writes text to a file',
        parameters: P({ path: S('Path'), content: S('Text') }),
        run: ({ path, content }) => `wrote ${content.length} characters to ${path}`,
      },
    ],
    check: (r) => [
      before(r, 'write_todos', 'get_weather'),
      before(r, 'get_weather', 'write_file'),
      arg(r, 'write_file', 'path', 'bergen.txt'),
      arg(r, 'write_file', 'content', /7 °C/),
      r.calls[0]?.args.todos?.length > 0 ? '' : 'no todos',
    ],
  },
  {
    id: 'code-interpreter',
    messages: [{ role: 'user', content: 'Use Python to compute 17 * 23 + 9.' }],
    tools: [
      {
        name: 'run_python',
        description: 'Executes Python code and returns what it prints',
        parameters: P({ code: S('Python code') }),
        run: ({ code }) => (/17\s*\*\s*23\s*\+\s*9/.test(code) ? '400\n' : 'SyntaxError: invalid'),
      },
    ],
    check: (r) => [called(r, 'run_python'), r.calls.length === 1 ? '' : 'more than once', ...has(r.text, '400')],
  },
  {
    id: 'shell-tests',
    messages: [
      {
        role: 'system',
        content: 'You are in a terminal. Use the bash tool. When finished call finish with a message.',
      },
      { role: 'user', content: 'Run `npm test` and tell me how many tests fail.' },
    ],
    final: 'finish',
    tools: [
      {
        name: 'execute_bash',
        description: 'Execute a bash command in the terminal',
        parameters: P({ command: S('The bash command to execute') }),
        run: ({ command }) =>
          command === 'npm test' ? 'Tests: 2 failed, 40 passed, 42 total' : `bash: ${command}: command not found`,
      },
      {
        name: 'finish',
        description: 'Signals the completion of the current task',
        parameters: P({ message: S('Final message to send to the user') }),
        run: () => 'ok',
      },
    ],
    check: (r) => [
      arg(r, 'execute_bash', 'command', 'npm test'),
      before(r, 'execute_bash', 'finish'),
      ...has(r.text, '2'),
    ],
  },
  {
    id: 'weather-two-cities-compare',
    messages: [
      {
        role: 'user',
        content:
          'Compare the air quality in Lyon and in Turin and email the result to nora@clinic.example with subject "Air".',
      },
    ],
    tools: [
      {
        name: 'get_air_quality',
        description: 'Air quality index of a city',
        parameters: P({ city: S('City') }),
        run: ({ city }) => ({ city, aqi: /lyon/i.test(city) ? 41 : 88 }),
      },
      {
        name: 'send_email',
        description: 'Sends an email',
        parameters: P({ recipient: S('E-mail address'), subject: S('Subject'), body: S('Body') }),
        run: ({ recipient }) => `queued for ${recipient}`,
      },
    ],
    check: (r) => [
      called(r, 'get_air_quality', 2),
      before(r, 'get_air_quality', 'send_email'),
      arg(r, 'send_email', 'recipient', 'nora@clinic.example'),
      arg(r, 'send_email', 'body', /41[\s\S]*88|88[\s\S]*41/),
    ],
  },
  {
    id: 'ask-when-unknown',
    messages: [{ role: 'user', content: 'Book a table for tonight.' }],
    tools: [
      {
        name: 'book_table',
        description: 'Books a table in a restaurant',
        parameters: P({
          restaurant: S('Name of the restaurant'),
          people: I('Number of people'),
          time: S('Time, HH:MM'),
        }),
        run: () => 'booked',
      },
    ],
    check: (r) => [notCalled(r, 'book_table'), /\?/.test(r.text) ? '' : 'does not ask', ...has(r.text, 'restaurant')],
  },
  {
    id: 'ids-through-three',
    messages: [{ role: 'user', content: 'What is the tracking status of the latest order of Mira Holm?' }],
    tools: [
      {
        name: 'find_customer',
        description: 'Finds a customer by name',
        parameters: P({ name: S('Full name') }),
        run: ({ name }) => (name === 'Mira Holm' ? { customer_id: 'cus_801' } : { error: 'not found' }),
      },
      {
        name: 'list_orders',
        description: 'Lists orders of a customer, newest first',
        parameters: P({ customer_id: S('Customer id') }),
        run: ({ customer_id }) =>
          customer_id === 'cus_801'
            ? {
                orders: [
                  { order_id: 'ord_92', date: '2025-05-01', tracking_number: 'TRK-5501' },
                  { order_id: 'ord_71', date: '2025-01-01', tracking_number: 'TRK-1100' },
                ],
              }
            : { error: 'no' },
      },
      {
        name: 'track_shipment',
        description: 'Status of a shipment by its tracking number',
        parameters: P({ tracking_number: S('Tracking number') }),
        run: ({ tracking_number }) =>
          tracking_number === 'TRK-5501' ? { status: 'out for delivery', eta: '17:00' } : { status: 'delivered' },
      },
    ],
    check: (r) => [
      before(r, 'find_customer', 'list_orders'),
      before(r, 'list_orders', 'track_shipment'),
      arg(r, 'track_shipment', 'tracking_number', 'TRK-5501'),
      ...has(r.text, 'out for delivery'),
    ],
  },
  {
    id: 'kb-then-ticket',
    messages: [
      {
        role: 'system',
        content:
          'Answer from the knowledge base. If the knowledge base has no answer, create a ticket and tell the ticket number.',
      },
      { role: 'user', content: 'How do I reset the brew counter on my Kaffex 3000?' },
    ],
    tools: [
      {
        name: 'search_knowledge_base',
        description: 'Search articles in the knowledge base',
        parameters: P({ query: S('Query') }),
        run: () => ({ articles: [] }),
      },
      {
        name: 'create_ticket',
        description: 'Creates a support ticket',
        parameters: P({
          subject: S('Short subject'),
          description: S('Description of the problem'),
          priority: E('low', 'normal', 'high'),
        }),
        run: ({ subject }) => ({ ticket_number: 'T-9041', subject }),
      },
    ],
    check: (r) => [
      before(r, 'search_knowledge_base', 'create_ticket'),
      arg(r, 'create_ticket', 'description', /brew counter|kaffex/i),
      ...has(r.text, 'T-9041'),
    ],
  },
  {
    id: 'mcp-fs-summarize',
    messages: [
      {
        role: 'user',
        content: 'Look into the directory /data/reports, read the report of March and tell me the revenue.',
      },
    ],
    tools: [
      {
        name: 'list_directory',
        description:
          'Get a detailed listing of all files and directories in a specified path. Results distinguish files and directories with [FILE] and [DIR] prefixes.',
        parameters: P({ path: S('Path') }),
        run: ({ path }) =>
          path === '/data/reports'
            ? '[FILE] 2025-02-february.md\n[FILE] 2025-03-march.md\n[DIR] archive'
            : 'Error: ENOENT',
      },
      {
        name: 'read_text_file',
        description: 'Read the complete contents of a file from the file system as text.',
        parameters: P({ path: S('Path'), head: N('First N lines') }, ['path']),
        run: ({ path }) =>
          String(path).endsWith('/data/reports/2025-03-march.md')
            ? '# March\nRevenue: 48,200 EUR\nCosts: 31,000 EUR'
            : 'Error: ENOENT: no such file',
      },
      {
        name: 'write_file',
        description: 'Create a new file or completely overwrite an existing file with new content.',
        parameters: P({ path: S('Path'), content: S('Content') }),
        run: () => 'ok',
      },
    ],
    check: (r) => [
      before(r, 'list_directory', 'read_text_file'),
      arg(r, 'list_directory', 'path', '/data/reports'),
      notCalled(r, 'write_file'),
      ...has(r.text, '48,200'),
    ],
  },
  {
    id: 'order-objects',
    messages: [
      {
        role: 'user',
        content: 'Create an order for customer C-9: 3 notebooks and 5 pencils, deliver to 12 Mill Lane, Bath.',
      },
    ],
    tools: [
      {
        name: 'create_order',
        description: 'Creates an order',
        parameters: P({
          customer_id: S('Customer id'),
          items: { type: 'array', items: P({ product: S('Product name'), quantity: I('Quantity') }) },
          delivery_address: S('Address'),
        }),
        run: ({ customer_id, items }) => ({ order_id: 'O-300', customer_id, count: items.length }),
      },
      {
        name: 'get_customer',
        description: 'Details of a customer',
        parameters: P({ customer_id: S('Customer id') }),
        run: () => ({ name: 'Ann' }),
      },
    ],
    check: (r) => {
      const c = r.calls.find((c) => c.name === 'create_order')?.args ?? {};
      return [
        c.customer_id === 'C-9' ? '' : 'customer',
        c.items?.length === 2 ? '' : 'items',
        /notebook/i.test(c.items?.[0]?.product) && c.items?.[0]?.quantity === 3 ? '' : 'first',
        /pencil/i.test(c.items?.[1]?.product) && c.items?.[1]?.quantity === 5 ? '' : 'second',
        /12 Mill Lane/.test(c.delivery_address) ? '' : 'address',
        r.calls.filter((c) => c.name === 'create_order').length === 1 ? '' : 'ordered twice',
        ...has(r.text, 'O-300'),
      ];
    },
  },
  {
    id: 'chinese-stock',
    messages: [{ role: 'user', content: '请查一下北京今天的天气，然后把结果发邮件给 wang@example.com。' }],
    tools: [
      {
        name: 'get_weather',
        description: '查询某个城市的天气',
        parameters: P({ city: S('城市名') }),
        run: ({ city }) => ({ city, weather: '晴', temperature: 23 }),
      },
      {
        name: 'send_email',
        description: '发送电子邮件',
        parameters: P({ to: S('收件人邮箱'), content: S('邮件内容') }),
        run: ({ to }) => `已发送给 ${to}`,
      },
    ],
    check: (r) => [
      before(r, 'get_weather', 'send_email'),
      arg(r, 'get_weather', 'city', '北京'),
      arg(r, 'send_email', 'to', 'wang@example.com'),
      arg(r, 'send_email', 'content', /23/),
    ],
  },
  {
    id: 'think-then-act',
    messages: [
      { role: 'system', content: 'Always call think before any other tool.' },
      { role: 'user', content: 'Turn off the lights in the bedroom.' },
    ],
    tools: [
      {
        name: 'think',
        description: 'Use the tool to think about something. It will not obtain new information, but log the thought.',
        parameters: P({ thought: S('A thought to think about') }),
        run: () => 'Your thought has been logged.',
      },
      {
        name: 'list_devices',
        description: 'Lists smart home devices',
        parameters: P({ room: S('Room') }),
        run: ({ room }) =>
          /bedroom/i.test(room)
            ? [
                { device_id: 'light-7', type: 'light', on: true },
                { device_id: 'blind-2', type: 'blind', on: false },
              ]
            : [],
      },
      {
        name: 'set_device_power',
        description: 'Switches a device on or off',
        parameters: P({ device_id: S('Device id'), power: E('on', 'off') }),
        run: ({ device_id, power }) => ({ device_id, power }),
      },
    ],
    check: (r) => [
      before(r, 'think', 'list_devices'),
      before(r, 'list_devices', 'set_device_power'),
      arg(r, 'set_device_power', 'device_id', 'light-7'),
      arg(r, 'set_device_power', 'power', 'off'),
    ],
  },
  {
    id: 'required-extract-final',
    final: 'return_answer',
    options: { tool_choice: 'required' },
    messages: [
      {
        role: 'user',
        content: 'Who wrote the novel "Solaris", and when was it published? Search, then return the answer.',
      },
    ],
    tools: [
      {
        name: 'wiki_search',
        description: 'Search an encyclopedia',
        parameters: P({ query: S('Query') }),
        run: () => 'Solaris is a 1961 science fiction novel by Polish writer Stanisław Lem.',
      },
      {
        name: 'return_answer',
        description: 'Returns the answer to the user. Always the last step.',
        parameters: P(
          {
            author: S('Author of the novel'),
            year: I('Year of publication'),
            sources: { type: 'array', items: S('Source'), description: 'Names of the sources' },
          },
          ['author', 'year'],
        ),
        run: () => 'ok',
      },
    ],
    check: (r) => [
      before(r, 'wiki_search', 'return_answer'),
      arg(r, 'return_answer', 'author', /Lem/),
      arg(r, 'return_answer', 'year', 1961),
    ],
  },
  {
    id: 'pr-merge',
    messages: [{ role: 'user', content: 'Merge the pull request "Bump axios" in octo/site if its checks are green.' }],
    tools: [
      {
        name: 'list_pull_requests',
        description: 'List pull requests in a repository',
        parameters: P({ owner: S('Repository owner'), repo: S('Repository name'), state: E('open', 'closed', 'all') }, [
          'owner',
          'repo',
        ]),
        run: ({ owner, repo }) =>
          owner === 'octo' && repo === 'site'
            ? [
                { number: 12, title: 'Add footer' },
                { number: 15, title: 'Bump axios' },
              ]
            : [],
      },
      {
        name: 'get_pull_request_status',
        description: 'Get the combined status of all status checks for a pull request',
        parameters: P({
          owner: S('Repository owner'),
          repo: S('Repository name'),
          pull_number: N('Pull request number'),
        }),
        run: ({ pull_number }) => ({ pull_number, state: pull_number === 15 ? 'success' : 'failure' }),
      },
      {
        name: 'merge_pull_request',
        description: 'Merge a pull request',
        parameters: P({
          owner: S('Repository owner'),
          repo: S('Repository name'),
          pull_number: N('Pull request number'),
        }),
        run: ({ pull_number }) => (pull_number === 15 ? { merged: true, sha: 'ab12' } : { error: 'not mergeable' }),
      },
    ],
    check: (r) => [
      before(r, 'list_pull_requests', 'merge_pull_request'),
      before(r, 'get_pull_request_status', 'merge_pull_request'),
      arg(r, 'merge_pull_request', 'pull_number', 15),
    ],
  },
  {
    id: 'notion-page',
    messages: [
      { role: 'user', content: 'Find the page "Roadmap 2026" and append the paragraph "Beta starts in May." to it.' },
    ],
    tools: [
      {
        name: 'notion_search',
        description: 'Search pages and databases by title',
        parameters: P({ query: S('Text to search for') }),
        run: ({ query }) =>
          /roadmap 2026/i.test(query) ? { results: [{ page_id: 'pg-9f3', title: 'Roadmap 2026' }] } : { results: [] },
      },
      {
        name: 'notion_append_block',
        description: 'Append a paragraph to a page',
        parameters: P({ page_id: S('Id of the page'), text: S('Text of the paragraph') }),
        run: ({ page_id, text }) =>
          page_id === 'pg-9f3' ? `appended ${text.length} characters` : 'Error: page not found',
      },
    ],
    check: (r) => [
      before(r, 'notion_search', 'notion_append_block'),
      arg(r, 'notion_append_block', 'page_id', 'pg-9f3'),
      arg(r, 'notion_append_block', 'text', 'Beta starts in May.'),
    ],
  },
  {
    id: 'pay-invoice-cheapest-account',
    messages: [{ role: 'user', content: 'Pay invoice INV-204 from my savings account.' }],
    tools: [
      {
        name: 'get_invoice',
        description: 'Details of an invoice',
        parameters: P({ invoice_id: S('Invoice id') }),
        run: ({ invoice_id }) =>
          invoice_id === 'INV-204'
            ? { invoice_id, amount: 88.5, currency: 'EUR', payee: 'Stromwerke' }
            : { error: 'no such invoice' },
      },
      {
        name: 'list_accounts',
        description: 'Lists the accounts of the user',
        parameters: P({}),
        run: () => [
          { account_id: 'ACC-1', type: 'checking', balance: 900 },
          { account_id: 'ACC-2', type: 'savings', balance: 5000 },
        ],
      },
      {
        name: 'make_payment',
        description: 'Makes a payment from an account',
        parameters: P({ account_id: S('Account id'), amount: N('Amount'), payee: S('Payee') }),
        run: ({ account_id, amount, payee }) =>
          account_id === 'ACC-2' && amount === 88.5 && payee === 'Stromwerke'
            ? { payment_id: 'PAY-1', status: 'done' }
            : { error: 'wrong data' },
      },
    ],
    check: (r) => [
      before(r, 'get_invoice', 'make_payment'),
      before(r, 'list_accounts', 'make_payment'),
      out(r, /PAY-1/),
    ],
  },
  {
    id: 'restaurant-then-book',
    messages: [
      { role: 'system', content: 'Today is 2025-09-15.' },
      {
        role: 'user',
        content:
          'Find a Thai restaurant in Ghent and book a table for 4 people tomorrow at 19:30 under the name Okafor.',
      },
    ],
    tools: [
      {
        name: 'search_restaurants',
        description: 'Searches restaurants',
        parameters: P({ city: S('City'), cuisine: S('Cuisine') }),
        run: ({ city, cuisine }) =>
          city === 'Ghent' && /thai/i.test(cuisine)
            ? [{ restaurant_id: 'R-31', name: 'Le Baan Thai', rating: 4.4 }]
            : [],
      },
      {
        name: 'book_table',
        description: 'Books a table',
        parameters: P({
          restaurant_id: S('Restaurant id'),
          date: { type: 'string', format: 'date' },
          time: S('HH:MM'),
          party_size: I('Number of guests'),
          name: S('Name of the booking'),
        }),
        run: (a) => (a.restaurant_id === 'R-31' ? { confirmation: 'TH-882', ...a } : { error: 'unknown restaurant' }),
      },
    ],
    check: (r) => [
      before(r, 'search_restaurants', 'book_table'),
      arg(r, 'book_table', 'date', '2025-09-16'),
      arg(r, 'book_table', 'time', '19:30'),
      arg(r, 'book_table', 'party_size', 4),
      arg(r, 'book_table', 'name', 'Okafor'),
      ...has(r.text, 'TH-882'),
    ],
  },
  {
    id: 'k8s-restart',
    messages: [
      { role: 'user', content: 'Which pods in the namespace web are crashing? Delete them so that they restart.' },
    ],
    tools: [
      {
        name: 'list_pods',
        description: 'Lists pods of a namespace',
        parameters: P({ namespace: S('Namespace') }),
        run: ({ namespace }) =>
          namespace === 'web'
            ? {
                pods: [
                  { name: 'api-1', status: 'Running' },
                  { name: 'api-2', status: 'CrashLoopBackOff' },
                  { name: 'worker-7', status: 'CrashLoopBackOff' },
                ],
              }
            : { pods: [] },
      },
      {
        name: 'delete_pod',
        description: 'Deletes a pod',
        parameters: P({ namespace: S('Namespace'), pod_name: S('Name of the pod') }),
        run: ({ pod_name }) => `pod "${pod_name}" deleted`,
      },
    ],
    check: (r) => [
      before(r, 'list_pods', 'delete_pod'),
      called(r, 'delete_pod', 2),
      r.calls.some((c) => c.args.pod_name === 'api-1') ? 'deleted a healthy pod' : '',
      r.calls.some((c) => c.name === 'delete_pod' && c.args.pod_name === 'worker-7') ? '' : 'worker-7 stays',
    ],
  },
  {
    id: 'translate-chain',
    messages: [
      { role: 'user', content: 'Read notes.txt, translate it into French and save the translation as notes_fr.txt.' },
    ],
    tools: [
      {
        name: 'read_file',
        description: 'Reads a text file',
        parameters: P({ path: S('Path') }),
        run: ({ path }) => (path === 'notes.txt' ? 'The meeting is on Monday.' : 'Error: no such file'),
      },
      {
        name: 'translate_text',
        description: 'Translates text',
        parameters: P({ text: S('Text'), target_language: S('Language') }),
        run: ({ text, target_language }) =>
          /meeting/.test(text) && /fr/i.test(target_language) ? 'La réunion est lundi.' : 'Error: nothing to translate',
      },
      {
        name: 'write_file',
        description: 'Writes a text file',
        parameters: P({ path: S('Path'), content: S('Content') }),
        run: ({ path, content }) => `wrote ${path}: ${content}`,
      },
    ],
    check: (r) => [
      before(r, 'read_file', 'translate_text'),
      before(r, 'translate_text', 'write_file'),
      arg(r, 'translate_text', 'text', /meeting is on Monday/),
      arg(r, 'write_file', 'path', 'notes_fr.txt'),
      arg(r, 'write_file', 'content', /réunion/),
    ],
  },
  {
    id: 'ticket-assign-from-roster',
    messages: [{ role: 'user', content: 'Assign ticket SUP-88 to whoever is on call today.' }],
    tools: [
      {
        name: 'get_on_call',
        description: 'Who is on call today',
        parameters: P({}),
        run: () => ({ engineer: 'Rosa Lind', email: 'rosa@ops.example' }),
      },
      {
        name: 'assign_ticket',
        description: 'Assigns a ticket to a person',
        parameters: P({ ticket_id: S('Ticket id'), assignee_email: S('E-mail of the assignee') }),
        run: ({ ticket_id, assignee_email }) =>
          ticket_id === 'SUP-88' && assignee_email === 'rosa@ops.example'
            ? 'assigned to Rosa Lind'
            : 'Error: bad assignee',
      },
    ],
    check: (r) => [before(r, 'get_on_call', 'assign_ticket'), out(r, /assigned to Rosa/)],
  },
  {
    id: 'error-hint-format',
    messages: [{ role: 'user', content: 'Create a reminder "Call the bank" for 3 July 2026.' }],
    tools: [
      {
        name: 'create_reminder',
        description: 'Creates a reminder',
        parameters: P({ text: S('What to remind of'), date: S('Date') }),
        run: ({ text, date }) => {
          if (!/^\d{4}-\d{2}-\d{2}$/.test(date)) throw new Error(`invalid date "${date}": use the format YYYY-MM-DD`);
          return { id: 3, text, date };
        },
      },
    ],
    check: (r) => [
      r.calls.length <= 2 ? '' : 'too many',
      r.calls.at(-1)?.args.date === '2026-07-03' ? '' : `date ${r.calls.at(-1)?.args.date}`,
      arg(r, 'create_reminder', 'text', 'Call the bank'),
    ],
  },
  {
    id: 'plan-execute-report-required',
    final: 'complete_task',
    options: { tool_choice: 'required' },
    messages: [
      { role: 'system', content: 'Work step by step with the tools. When everything is done call complete_task.' },
      {
        role: 'user',
        content: 'Check the disk usage of the host db-3 and clean its temp folder if usage is above 80 percent.',
      },
    ],
    tools: [
      {
        name: 'disk_usage',
        description: 'Disk usage of a host in percent',
        parameters: P({ host: S('Host name') }),
        run: ({ host }) => ({ host, usage_percent: host === 'db-3' ? 91 : 10 }),
      },
      {
        name: 'clean_temp',
        description: 'Cleans the temp folder of a host',
        parameters: P({ host: S('Host name') }),
        run: ({ host }) => (host === 'db-3' ? { freed_gb: 14 } : { error: 'unknown host' }),
      },
      {
        name: 'complete_task',
        description: 'Ends the task',
        parameters: P({ summary: S('What was done') }),
        run: () => 'ok',
      },
    ],
    check: (r) => [
      before(r, 'disk_usage', 'clean_temp'),
      before(r, 'clean_temp', 'complete_task'),
      arg(r, 'clean_temp', 'host', 'db-3'),
      ...has(r.text, '14'),
    ],
  },
  {
    id: 'supervisor-transfer',
    final: 'transfer_to_math_expert',
    messages: [
      {
        role: 'system',
        content:
          'You are a supervisor of two agents: a research expert and a math expert. For sums use math_expert, for current events research_expert.',
      },
      { role: 'user', content: 'What is 12 percent of 350?' },
    ],
    tools: [
      {
        name: 'transfer_to_research_expert',
        description: 'Ask agent research_expert for help',
        parameters: P({}),
        run: () => 'ok',
      },
      {
        name: 'transfer_to_math_expert',
        description: 'Ask agent math_expert for help',
        parameters: P({}),
        run: () => 'ok',
      },
    ],
    check: (r) => [called(r, 'transfer_to_math_expert'), r.calls.length === 1 ? '' : 'more'],
  },
  {
    id: 'contact-then-meeting',
    messages: [
      { role: 'system', content: 'Current date: 2025-11-03.' },
      { role: 'user', content: 'Schedule a 30 minute call with Paul Adler on Wednesday at 10:00 about the budget.' },
    ],
    tools: [
      {
        name: 'lookup_contact',
        description: 'Looks up a contact by name and returns the e-mail address',
        parameters: P({ name: S('Name') }),
        run: ({ name }) => (name === 'Paul Adler' ? { name, email: 'padler@corp.example' } : { error: 'nobody' }),
      },
      {
        name: 'create_calendar_event',
        description: 'Creates a calendar event',
        parameters: P({
          title: S('Title'),
          start: { type: 'string', format: 'date-time' },
          duration_minutes: I('Duration in minutes'),
          attendees: { type: 'array', items: { type: 'string', format: 'email' } },
        }),
        run: (a) =>
          a.attendees?.[0] === 'padler@corp.example' ? { event_id: 'E-1', ...a } : { error: 'bad attendee' },
      },
    ],
    check: (r) => [
      before(r, 'lookup_contact', 'create_calendar_event'),
      arg(r, 'create_calendar_event', 'start', /^2025-11-05T10:00/),
      arg(r, 'create_calendar_event', 'duration_minutes', 30),
      arg(r, 'create_calendar_event', 'attendees', ['padler@corp.example']),
      arg(r, 'create_calendar_event', 'title', /budget/i),
    ],
  },
  {
    id: 'edit-config',
    messages: [
      {
        role: 'system',
        content:
          'You are a coding assistant. You must use read_file before replace_in_file. Call attempt_completion when the task is done.',
      },
      { role: 'user', content: 'Set the port to 9090 in config/server.yaml.' },
    ],
    final: 'attempt_completion',
    state: () => ({ 'config/server.yaml': 'host: 0.0.0.0\nport: 8080\nworkers: 4\n' }),
    tools: [
      {
        name: 'read_file',
        description: 'Request to read the contents of a file at the specified path',
        parameters: P({ path: S('The path of the file') }),
        run: ({ path }, s) => {
          if (!(path in s)) throw new Error('no such file');
          return s[path];
        },
      },
      {
        name: 'replace_in_file',
        description: 'Replace sections of content in an existing file',
        parameters: P({ path: S('Path'), search: S('Exact content to find'), replace: S('New content') }),
        run: ({ path, search, replace }, s) => {
          if (!s[path]?.includes(search)) throw new Error('search text not found');
          s[path] = s[path].replace(search, replace);
          return /port: 9090/.test(s[path]) ? 'saved: port 9090' : 'saved';
        },
      },
      {
        name: 'attempt_completion',
        description: 'Present the result of your work to the user',
        parameters: P({ result: S('The result of the task') }),
        run: () => 'ok',
      },
    ],
    check: (r) => [
      before(r, 'read_file', 'replace_in_file'),
      out(r, /port 9090/),
      before(r, 'replace_in_file', 'attempt_completion'),
    ],
  },
  {
    id: 'compare-prices-order',
    messages: [{ role: 'user', content: 'Order the cheaper one of the Lumo lamp and the Halo lamp.' }],
    tools: [
      {
        name: 'get_price',
        description: 'Price of a product',
        parameters: P({ product: S('Product name') }),
        run: ({ product }) => ({ product, price: /lumo/i.test(product) ? 39 : 29 }),
      },
      {
        name: 'order_product',
        description: 'Orders a product',
        parameters: P({ product: S('Product name') }),
        run: ({ product }) => ({ ordered: product, order_id: 'Z-1' }),
      },
    ],
    check: (r) => [
      called(r, 'get_price', 2),
      before(r, 'get_price', 'order_product'),
      arg(r, 'order_product', 'product', /halo/i),
      r.calls.filter((c) => c.name === 'order_product').length === 1 ? '' : 'ordered twice',
    ],
  },
  {
    id: 'no-tool-needed',
    messages: [{ role: 'user', content: 'Thanks, that is all for today!' }],
    tools: [
      { name: 'get_weather', description: 'Weather', parameters: P({ city: S('City') }), run: () => 'sun' },
      {
        name: 'send_email',
        description: 'Sends mail',
        parameters: P({ to: S('To'), body: S('Body') }),
        run: () => 'sent',
      },
    ],
    check: (r) => [r.calls.length === 0 ? '' : 'called', r.text ? '' : 'says nothing'],
  },
  {
    id: 'chinese-order',
    messages: [
      { role: 'system', content: '你是一个客服助手。退款前必须先查询订单。' },
      { role: 'user', content: '我的订单 A20251 收到时已经坏了，请帮我退款。' },
    ],
    tools: [
      {
        name: 'query_order',
        description: '查询订单信息',
        parameters: P({ order_id: S('订单号') }),
        run: ({ order_id }) => ({ order_id, amount: 128, status: '已签收' }),
      },
      {
        name: 'refund',
        description: '为订单退款',
        parameters: P({ order_id: S('订单号'), amount: N('退款金额'), reason: S('退款原因') }),
        run: ({ order_id, amount }) =>
          order_id === 'A20251' && amount === 128 ? { refund_id: 'RF77', amount } : { error: '金额不符' },
      },
    ],
    check: (r) => [
      before(r, 'query_order', 'refund'),
      arg(r, 'refund', 'order_id', 'A20251'),
      arg(r, 'refund', 'amount', 128),
      ...has(r.text, '128'),
    ],
  },
  {
    id: 'linear-issue-status',
    messages: [{ role: 'user', content: 'Set the issue "Login button misaligned" to In Progress.' }],
    tools: [
      {
        name: 'linear_search_issues',
        description: 'Search issues by title',
        parameters: P({ query: S('Query') }),
        run: ({ query }) =>
          /login button/i.test(query) ? [{ id: 'LIN-52', title: 'Login button misaligned', state: 'Todo' }] : [],
      },
      {
        name: 'linear_update_issue',
        description: 'Update the state of an issue',
        parameters: P({ id: S('Issue id'), state: E('Todo', 'In Progress', 'Done', 'Canceled') }),
        run: ({ id, state }) => (id === 'LIN-52' ? { id, state } : { error: 'not found' }),
      },
    ],
    check: (r) => [
      before(r, 'linear_search_issues', 'linear_update_issue'),
      arg(r, 'linear_update_issue', 'id', 'LIN-52'),
      arg(r, 'linear_update_issue', 'state', 'In Progress'),
    ],
  },
  {
    id: 'stripe-refund-latest',
    messages: [{ role: 'user', content: 'Refund the last charge of customer mo@north.example, he was billed twice.' }],
    tools: [
      {
        name: 'search_customers',
        description: 'Search customers by email',
        parameters: P({ email: { type: 'string', format: 'email' } }),
        run: ({ email }) => (email === 'mo@north.example' ? { data: [{ id: 'cus_Na6dX', email }] } : { data: [] }),
      },
      {
        name: 'list_charges',
        description: 'List charges of a customer, most recent first',
        parameters: P({ customer: S('Customer id') }),
        run: ({ customer }) =>
          customer === 'cus_Na6dX'
            ? {
                data: [
                  { id: 'ch_3Qz', amount: 4200, created: 1750000000 },
                  { id: 'ch_1Ab', amount: 4200, created: 1740000000 },
                ],
              }
            : { error: 'No such customer' },
      },
      {
        name: 'create_refund',
        description: 'Refund a charge',
        parameters: P({ charge: S('Id of the charge'), reason: E('duplicate', 'fraudulent', 'requested_by_customer') }),
        run: ({ charge, reason }) =>
          charge === 'ch_3Qz' ? { id: 're_9', status: 'succeeded', reason } : { error: 'No such charge' },
      },
    ],
    check: (r) => [
      before(r, 'search_customers', 'list_charges'),
      before(r, 'list_charges', 'create_refund'),
      arg(r, 'create_refund', 'charge', 'ch_3Qz'),
      out(r, /succeeded/),
    ],
  },
  {
    id: 'vector-rag-answer',
    messages: [
      {
        role: 'system',
        content: 'Use the retrieve tool to look up the handbook before you answer. Answer only with what it says.',
      },
      { role: 'user', content: 'How many days of parental leave do employees get?' },
    ],
    tools: [
      {
        name: 'retrieve',
        description: 'Retrieves passages of the employee handbook',
        parameters: P({ query: S('Query'), k: { type: 'integer', default: 3 } }, ['query']),
        run: ({ query }) =>
          /parental|leave/i.test(query)
            ? 'Passage 1: Employees get 28 days of vacation.\nPassage 2: Parental leave is 90 days, fully paid.'
            : 'nothing found',
      },
    ],
    check: (r) => [called(r, 'retrieve'), r.calls.length === 1 ? '' : 'again', ...has(r.text, '90')],
  },
  {
    id: 'python-after-file',
    messages: [{ role: 'user', content: 'What is the average of the numbers in data.csv? Read the file first.' }],
    tools: [
      {
        name: 'read_file',
        description: 'Reads a file',
        parameters: P({ path: S('Path') }),
        run: ({ path }) => (path === 'data.csv' ? 'value\n10\n20\n60' : 'Error: not found'),
      },
      {
        name: 'calculate_average',
        description: 'Average of a list of numbers',
        parameters: P({ numbers: { type: 'array', items: { type: 'number' } } }),
        run: ({ numbers }) => ({ average: numbers.reduce((a, b) => a + b, 0) / numbers.length }),
      },
    ],
    check: (r) => [
      before(r, 'read_file', 'calculate_average'),
      arg(r, 'calculate_average', 'numbers', [10, 20, 60]),
      ...has(r.text, '30'),
    ],
  },
  {
    id: 'home-scene',
    messages: [
      {
        role: 'user',
        content: 'Set the living room thermostat to 21 degrees and dim the kitchen light to 40 percent.',
      },
    ],
    tools: [
      {
        name: 'set_temperature',
        description: 'Sets the thermostat of a room',
        parameters: P({ room: S('Room'), degrees: N('Degrees Celsius') }),
        run: (a) => ({ ok: true, ...a }),
      },
      {
        name: 'set_brightness',
        description: 'Sets the brightness of the light in a room',
        parameters: P({ room: S('Room'), percent: I('0 to 100') }),
        run: (a) => ({ ok: true, ...a }),
      },
    ],
    check: (r) => [
      arg(r, 'set_temperature', 'room', /living room/i),
      arg(r, 'set_temperature', 'degrees', 21),
      arg(r, 'set_brightness', 'room', /kitchen/i),
      arg(r, 'set_brightness', 'percent', 40),
      r.calls.length === 2 ? '' : 'not two calls',
    ],
  },
  {
    id: 'email-thread-reply',
    messages: [{ role: 'user', content: 'Reply to the latest email from Greta with "See you at noon."' }],
    tools: [
      {
        name: 'search_emails',
        description: 'Searches emails by sender',
        parameters: P({ sender: S('Name of the sender') }),
        run: ({ sender }) =>
          /greta/i.test(sender)
            ? {
                emails: [
                  { message_id: 'm-881', subject: 'Lunch?', date: '2025-04-02' },
                  { message_id: 'm-640', subject: 'Old', date: '2025-01-02' },
                ],
              }
            : { emails: [] },
      },
      {
        name: 'reply_email',
        description: 'Replies to an email',
        parameters: P({ message_id: S('Id of the message'), body: S('Text of the reply') }),
        run: ({ message_id }) => (message_id === 'm-881' ? 'reply sent' : 'Error: unknown message'),
      },
    ],
    check: (r) => [
      before(r, 'search_emails', 'reply_email'),
      arg(r, 'reply_email', 'body', 'See you at noon.'),
      out(r, /reply sent/),
    ],
  },
  {
    id: 'shell-git',
    messages: [
      { role: 'system', content: 'You run commands with the terminal tool.' },
      { role: 'user', content: 'Run git status and then run git log -1.' },
    ],
    tools: [
      {
        name: 'terminal',
        description: 'Runs a shell command and returns its output',
        parameters: P({ command: S('Command') }),
        run: ({ command }) =>
          command === 'git status'
            ? 'On branch main, clean'
            : command === 'git log -1'
              ? 'commit 77af1 Fix typo'
              : `bash: ${command}: not found`,
      },
    ],
    check: (r) => [
      called(r, 'terminal', 2),
      r.calls.some((c) => c.args.command === 'git status') ? '' : 'no status',
      r.calls.some((c) => c.args.command === 'git log -1') ? '' : 'no log',
      ...has(r.text, '77af1'),
    ],
  },
  {
    id: 'web-form',
    messages: [
      {
        role: 'user',
        content: 'Open https://forms.example/signup, enter mia@yard.example as the email and submit the form.',
      },
    ],
    tools: [
      {
        name: 'browser_navigate',
        description: 'Navigate to a URL',
        parameters: P({ url: S('URL') }),
        run: ({ url }) => `- Page: ${url}\n- textbox "Email" [ref=e3]\n- button "Submit" [ref=e4]`,
      },
      {
        name: 'browser_type',
        description: 'Type text into an editable element',
        parameters: P({ ref: S('Element reference from the page snapshot, such as e1'), text: S('Text to type') }),
        run: ({ ref, text }) => (ref === 'e3' ? `typed ${text}` : 'Error: element is not editable'),
      },
      {
        name: 'browser_click',
        description: 'Click an element',
        parameters: P({ ref: S('Element reference from the page snapshot, such as e1') }),
        run: ({ ref }) => (ref === 'e4' ? 'Form submitted. Thank you!' : 'clicked'),
      },
    ],
    check: (r) => [
      before(r, 'browser_navigate', 'browser_type'),
      before(r, 'browser_type', 'browser_click'),
      arg(r, 'browser_type', 'text', 'mia@yard.example'),
      arg(r, 'browser_type', 'ref', 'e3'),
      arg(r, 'browser_click', 'ref', 'e4'),
    ],
  },
  {
    id: 'exchange-then-convert',
    messages: [
      { role: 'user', content: 'How much is 250 USD in Japanese yen? Get the rate first and multiply with the tool.' },
    ],
    tools: [
      {
        name: 'get_exchange_rate',
        description: 'Exchange rate between two currencies',
        parameters: P({ from_currency: S('ISO code'), to_currency: S('ISO code') }),
        run: ({ from_currency, to_currency }) =>
          from_currency === 'USD' && to_currency === 'JPY' ? { rate: 150 } : { error: 'unknown currency' },
      },
      {
        name: 'multiply',
        description: 'Multiplies two numbers',
        parameters: P({ a: N('First'), b: N('Second') }),
        run: ({ a, b }) => ({ product: a * b }),
      },
    ],
    check: (r) => [before(r, 'get_exchange_rate', 'multiply'), out(r, /37500/), ...has(r.text, '37')],
  },
  {
    id: 'ask-which-recipient',
    messages: [{ role: 'user', content: 'Send an email.' }],
    tools: [
      {
        name: 'send_email',
        description: 'Sends an email',
        parameters: P({ to: { type: 'string', format: 'email' }, subject: S('Subject'), body: S('Body') }),
        run: () => 'sent',
      },
    ],
    check: (r) => [notCalled(r, 'send_email'), /\?/.test(r.text) ? '' : 'does not ask'],
  },
  {
    id: 'ask-then-answer',
    messages: [
      { role: 'user', content: 'I want to reset my password.' },
      { role: 'assistant', content: 'Sure. What is the e-mail address of your account?' },
      { role: 'user', content: 'It is lou@pine.example' },
    ],
    tools: [
      {
        name: 'find_account',
        description: 'Finds an account by e-mail',
        parameters: P({ email: S('E-mail') }),
        run: ({ email }) => (email === 'lou@pine.example' ? { account_id: 'AC-5' } : { error: 'none' }),
      },
      {
        name: 'send_password_reset',
        description: 'Sends a password reset link to an account',
        parameters: P({ account_id: S('Account id') }),
        run: ({ account_id }) => (account_id === 'AC-5' ? 'reset link sent' : 'Error: no account'),
      },
    ],
    check: (r) => [before(r, 'find_account', 'send_password_reset'), out(r, /reset link sent/)],
  },
  {
    id: 'cursor-search',
    messages: [{ role: 'user', content: 'How many open invoices are there in total? Go through all pages.' }],
    tools: [
      {
        name: 'list_invoices',
        description: 'Lists invoices, page by page',
        parameters: P({ status: E('open', 'paid'), page_token: S('Token of the next page') }, ['status']),
        run: ({ status, page_token }) =>
          status !== 'open'
            ? { invoices: [] }
            : !page_token
              ? { invoices: ['I-1', 'I-2'], next_page_token: 'tok-b' }
              : page_token === 'tok-b'
                ? { invoices: ['I-3'], next_page_token: '' }
                : { error: 'bad token' },
      },
    ],
    check: (r) => [
      r.calls.length === 2 ? '' : `${r.calls.length} calls`,
      arg(r, 'list_invoices', 'status', 'open'),
      r.calls[1]?.args.page_token === 'tok-b' ? '' : 'token',
      ...has(r.text, '3'),
    ],
  },
  {
    id: 'required-json-final',
    final: 'final_result',
    options: { tool_choice: 'required' },
    messages: [{ role: 'user', content: 'What is the weather in Malmö? Return the final result.' }],
    tools: [
      {
        name: 'get_weather',
        description: 'Current weather',
        parameters: P({ city: S('City') }),
        run: ({ city }) => ({ city, temperature_c: 6, conditions: 'fog' }),
      },
      {
        name: 'final_result',
        description: 'The final response which ends this conversation',
        parameters: P({ city: S('City'), temperature_c: N('Temperature'), conditions: S('Conditions') }),
        run: () => 'ok',
      },
    ],
    check: (r) => [
      before(r, 'get_weather', 'final_result'),
      arg(r, 'final_result', 'city', 'Malmö'),
      arg(r, 'final_result', 'temperature_c', 6),
      arg(r, 'final_result', 'conditions', 'fog'),
    ],
  },
  {
    id: 'memory-store-then-use',
    messages: [
      { role: 'system', content: 'Save facts about the user with save_memory.' },
      { role: 'user', content: 'My favourite colour is teal and I live in Bilbao.' },
    ],
    tools: [
      {
        name: 'save_memory',
        description: 'Saves a fact about the user',
        parameters: P({ fact: S('The fact, in one sentence') }),
        run: ({ fact }) => `saved: ${fact}`,
      },
      {
        name: 'search_memory',
        description: 'Searches saved facts',
        parameters: P({ query: S('Query') }),
        run: () => 'nothing',
      },
    ],
    check: (r) => [
      called(r, 'save_memory'),
      r.calls.some((c) => /teal/.test(c.args.fact)) ? '' : 'no teal',
      r.calls.length <= 3 ? '' : 'too many',
      r.calls.some((c) => /Bilbao/.test(c.args.fact)) ? '' : 'no Bilbao',
      notCalled(r, 'search_memory'),
    ],
  },
  {
    id: 'subtask-delegate',
    messages: [
      {
        role: 'system',
        content: 'You are an orchestrator. Delegate work to subagents with the task tool; then answer.',
      },
      { role: 'user', content: 'Find out why the build of branch release-7 fails.' },
    ],
    tools: [
      {
        name: 'task',
        description: 'Launches a subagent to handle a task',
        parameters: P({
          description: S('A short (3-5 words) description of the task'),
          prompt: S('The task for the agent to perform'),
          subagent_type: E('general-purpose', 'code-reviewer'),
        }),
        run: ({ prompt }) =>
          /release-7/.test(prompt)
            ? 'The build fails because the variable API_URL is not set.'
            : 'I do not know what to do.',
      },
    ],
    check: (r) => [
      called(r, 'task'),
      arg(r, 'task', 'prompt', /release-7/),
      r.calls.length === 1 ? '' : 'again',
      ...has(r.text, 'API_URL'),
    ],
  },
];
