import { args, count, has, I, N, order, S, says, text, tool, type AgentLoop } from './agent-loop.ts';

/** Agents with tool functions of their own, each with what a good run does. */
export const loops: readonly AgentLoop[] = [
  {
    id: 'three-steps-to-an-invoice',
    messages: [says('user', 'How much does Marguerite Oyelaran still owe us?')],
    tools: [
      tool(
        'get_invoice',
        'Amount and state of one invoice',
        { invoice_no: S('Number of the invoice') },
        ({ invoice_no }) =>
          invoice_no === 'R-2207' ? { open_amount: 318.4, due: '2026-05-01' } : { error: 'unknown invoice' },
      ),
      tool('list_invoices', 'Open invoices of a client', { client_id: S('Id of the client') }, ({ client_id }) =>
        client_id === 'cl_9' ? { invoices: [{ invoice_no: 'R-2207' }] } : { error: 'unknown client' },
      ),
      tool('find_client', 'Looks a client up by name', { name: S('Full name') }, ({ name }) =>
        /oyelaran/i.test(text(name)) ? { client_id: 'cl_9', name: 'Marguerite Oyelaran' } : { error: 'nobody' },
      ),
    ],
    check: (run) => [...order(run, 'find_client', 'list_invoices', 'get_invoice'), ...has(run, '318.4')],
  },
  {
    id: 'sum-of-two-lookups',
    messages: [says('user', 'How many visitors did the north gate and the harbour gate have in total today?')],
    tools: [
      tool('gate_visitors', 'Visitors of one gate today', { gate: S('Which gate') }, ({ gate }) => ({
        gate: gate ?? '',
        visitors: /north/i.test(text(gate)) ? 140 : 260,
      })),
      tool('add', 'Adds two numbers', { a: N('First'), b: N('Second') }, ({ a, b }) => Number(a) + Number(b)),
    ],
    check: (run) => [...count(run, 'gate_visitors', 2), ...order(run, 'gate_visitors', 'add'), ...has(run, '400')],
  },
  {
    id: 'result-is-mailed',
    messages: [
      says('user', 'Look up the opening hours of the Birch Lane pharmacy and email them to nora@example.org.'),
    ],
    tools: [
      tool('send_email', 'Sends an e-mail', { to: S('Recipient'), subject: S('Subject'), body: S('Text') }, () => ({
        sent: true,
      })),
      tool('opening_hours', 'Opening hours of a shop', { shop: S('Name of the shop') }, () => ({
        shop: 'Birch Lane pharmacy',
        hours: '08:30-18:15',
      })),
    ],
    check: (run) => [
      ...order(run, 'opening_hours', 'send_email'),
      ...args(run, 'send_email', { to: 'nora@example.org' }),
      run.calls.some((call) => call.name === 'send_email' && text(call.args['body']).includes('18:15'))
        ? ''
        : 'the hours are not in the mail',
      ...count(run, 'send_email', 1),
    ],
  },
  {
    id: 'cheapest-is-booked',
    messages: [says('user', 'Find flights from Graz to Turin on 2026-06-03 and book the cheapest one for Ivo Brandl.')],
    tools: [
      tool(
        'search_flights',
        'Flights between two cities on a day',
        { origin: S('City'), destination: S('City'), date: S('YYYY-MM-DD') },
        () => [
          { flight_id: 'F-31', price: 212 },
          { flight_id: 'F-77', price: 149 },
          { flight_id: 'F-90', price: 301 },
        ],
      ),
      tool(
        'book_flight',
        'Books a flight',
        { flight_id: S('Id of the flight'), passenger: S('Name of the passenger') },
        ({ flight_id }) => ({ booked: flight_id ?? '', code: 'QX81' }),
      ),
    ],
    check: (run) => [
      ...order(run, 'search_flights', 'book_flight'),
      ...args(run, 'search_flights', { origin: 'Graz', destination: 'Turin', date: '2026-06-03' }),
      ...args(run, 'book_flight', { flight_id: 'F-77', passenger: 'Ivo Brandl' }),
      ...count(run, 'book_flight', 1),
      ...has(run, 'QX81'),
    ],
  },
  {
    id: 'login-gives-the-token',
    messages: [says('system', 'Log in before you use the archive.'), says('user', 'Which shelf holds the atlas?')],
    tools: [
      tool(
        'archive_search',
        'Finds the shelf of a book in the archive',
        { session_token: S('Token of the session'), title: S('Title') },
        ({ session_token }) =>
          session_token === 'tok-55' ? { title: 'Atlas', shelf: 'K4' } : { error: 'not logged in' },
      ),
      tool('archive_login', 'Opens a session in the archive; returns its token', {}, () => ({
        session_token: 'tok-55',
      })),
    ],
    check: (run) => [
      ...order(run, 'archive_login', 'archive_search'),
      ...args(run, 'archive_search', { session_token: 'tok-55' }),
      ...has(run, 'K4'),
    ],
  },
  {
    id: 'coordinates-then-tide',
    messages: [says('user', 'When is high tide in Cuxhaven?')],
    tools: [
      tool(
        'tide_times',
        'Times of the tide at a position',
        { latitude: N('Latitude'), longitude: N('Longitude') },
        ({ latitude }) => (latitude === 53.87 ? { high_tide: '04:12' } : { error: 'no station near' }),
      ),
      tool('geocode', 'Coordinates of a place', { place: S('Place') }, ({ place }) =>
        /cuxhaven/i.test(text(place)) ? { lat: 53.87, lon: 8.7 } : { error: 'unknown place' },
      ),
    ],
    check: (run) => [
      ...order(run, 'geocode', 'tide_times'),
      ...args(run, 'tide_times', { latitude: 53.87, longitude: 8.7 }),
      ...has(run, '04:12'),
    ],
  },
  {
    id: 'asks-for-what-only-the-user-knows',
    messages: [says('user', 'I would like to reschedule my appointment.')],
    tools: [
      tool(
        'reschedule_appointment',
        'Moves an appointment to another day',
        { booking_code: S('Code of the booking'), new_date: S('New date, YYYY-MM-DD') },
        () => 'ok',
      ),
    ],
    check: (run) => [
      ...count(run, 'reschedule_appointment', 0),
      run.text.includes('?') ? '' : 'asks nothing',
      ...has(run, 'code'),
    ],
  },
  {
    id: 'answer-to-the-question-continues',
    messages: [
      says('user', 'I would like to reschedule my appointment.'),
      says('assistant', 'Could you tell me the booking code and the new date?'),
      says('user', 'It is ZK-4431, and 2026-08-14 would be good.'),
    ],
    tools: [
      tool(
        'reschedule_appointment',
        'Moves an appointment to another day',
        { booking_code: S('Code of the booking'), new_date: S('New date, YYYY-MM-DD') },
        ({ new_date }) => ({ moved_to: new_date ?? '' }),
      ),
    ],
    check: (run) => [
      ...args(run, 'reschedule_appointment', { booking_code: 'ZK-4431', new_date: '2026-08-14' }),
      ...has(run, '2026-08-14'),
    ],
  },
  {
    id: 'missing-file-is-searched',
    messages: [says('user', 'Show me what is in report.csv.')],
    tools: [
      tool('read_file', 'Reads a file', { path: S('Path of the file') }, ({ path }) =>
        path === 'data/2026/report.csv' ? 'week,sum\n1,88' : 'Error: no such file',
      ),
      tool('find_files', 'Finds files by name; returns their paths', { name: S('Part of the name') }, () => [
        'data/2026/report.csv',
      ]),
    ],
    check: (run) => [...args(run, 'read_file', { path: 'data/2026/report.csv' }), ...has(run, '88')],
  },
  {
    id: 'config-value-is-set',
    messages: [says('user', 'Change the timeout in settings.yaml to 45.')],
    state: () => ({ 'settings.yaml': 'host: 10.0.0.5\ntimeout: 30\nretries: 30\n' }),
    tools: [
      tool(
        'open_document',
        'Shows the text of a document',
        { file: S('Path') },
        ({ file }, state) => state[text(file)] ?? 'Error: not found',
      ),
      tool(
        'replace_text',
        'Replaces a piece of a document',
        { file: S('Path'), find: S('Piece to be replaced, letter for letter'), replace: S('What comes instead') },
        ({ file, find, replace }, state) => {
          const before = text(state[text(file)]);
          if (find === '' || !before.includes(text(find))) return 'Error: piece not found';
          state[text(file)] = before.replace(text(find), text(replace));
          return { text: text(state[text(file)]) };
        },
      ),
    ],
    check: (run) => [
      ...order(run, 'open_document', 'replace_text'),
      run.calls.some((call) => call.out.includes('timeout: 45') && call.out.includes('retries: 30'))
        ? ''
        : 'the timeout is not 45',
    ],
  },
  {
    id: 'whole-file-is-written',
    messages: [says('user', 'Rename the function calc to computeTotal in shop/cart.ts.')],
    state: () => ({ 'shop/cart.ts': 'export function calc(a: number): number {\n  return a;\n}\ncalc(3);\n' }),
    tools: [
      tool(
        'view',
        'View a file',
        { file_path: S('Path') },
        ({ file_path }, state) => state[text(file_path)] ?? 'Error: not found',
      ),
      tool(
        'write',
        'Write a whole file',
        { file_path: S('Path'), content: S('Content') },
        ({ file_path, content }, state) => {
          state[text(file_path)] = content ?? '';
          return { written: content ?? '' };
        },
      ),
    ],
    check: (run) => [
      ...order(run, 'view', 'write'),
      run.calls.some(
        (call) =>
          call.name === 'write' &&
          /function computeTotal/.test(text(call.args['content'])) &&
          !/\bcalc\b/.test(text(call.args['content'])),
      )
        ? ''
        : 'not renamed',
    ],
  },
  {
    id: 'unit-of-the-question',
    messages: [says('user', 'How many miles is it from Ghent to Namur?')],
    tools: [
      tool(
        'road_distance',
        'Distance by road between two towns, in kilometers',
        { from: S('Town'), to: S('Town') },
        () => ({ kilometers: 110 }),
      ),
      tool('km_to_miles', 'Converts kilometers to miles', { km: N('Kilometers') }, ({ km }) => ({
        miles: Math.round(Number(km) * 0.62),
      })),
    ],
    check: (run) => [
      ...order(run, 'road_distance', 'km_to_miles'),
      ...args(run, 'road_distance', { from: 'Ghent', to: 'Namur' }),
      ...args(run, 'km_to_miles', { km: 110 }),
      ...has(run, '68'),
    ],
  },
  {
    id: 'division-after-product',
    messages: [says('user', 'Multiply 12 by 7, then divide the result by 4. Use the tools.')],
    tools: [
      tool('multiply', 'Multiplies two numbers', { x: N('x'), y: N('y') }, ({ x, y }) => Number(x) * Number(y)),
      tool(
        'divide',
        'Divides one number by another',
        { dividend: N('Dividend'), divisor: N('Divisor') },
        ({ dividend, divisor }) => Number(dividend) / Number(divisor),
      ),
    ],
    check: (run) => [
      ...order(run, 'multiply', 'divide'),
      ...args(run, 'divide', { dividend: 84, divisor: 4 }),
      ...has(run, '21'),
    ],
  },
  {
    id: 'structured-end',
    final: 'submit_result',
    options: { tool_choice: 'required' },
    messages: [says('user', 'Which city is the mayor of Vesterholm registered in, and since when?')],
    tools: [
      tool('registry_lookup', 'Looks a person up in the registry', { query: S('Who') }, () => ({
        person: 'Aino Lund',
        city: 'Vesterholm',
        since: 2011,
      })),
      tool(
        'submit_result',
        'Submits the final result and ends the run',
        { city: S('City'), since: I('Year') },
        () => 'ok',
      ),
    ],
    check: (run) => [
      ...order(run, 'registry_lookup', 'submit_result'),
      ...args(run, 'submit_result', { city: 'Vesterholm', since: 2011 }),
    ],
  },
  {
    id: 'done-with-a-message',
    final: 'task_complete',
    options: { tool_choice: 'required' },
    messages: [
      says('system', 'You must always call a tool. Call task_complete when you are finished.'),
      says('user', 'What is the postcode of Elm Street 4 in Leeds?'),
    ],
    tools: [
      tool(
        'lookup_address',
        'Postcode and district of an address',
        { address: S('Address') },
        () => 'The postcode is LS8 2QN.',
      ),
      tool('task_complete', 'Call this when the task is finished', { result: S('What came out') }, () => 'ok'),
    ],
    check: (run) => [...order(run, 'lookup_address', 'task_complete'), ...has(run, 'LS8 2QN')],
  },
  {
    id: 'department-by-words',
    final: 'transfer_to_billing',
    messages: [
      says('system', 'You are the front desk. Pass the customer to the right department.'),
      says('user', 'I was charged twice for my subscription this month.'),
    ],
    tools: [
      tool('transfer_to_tech', 'Handoff to the technical support agent', {}, () => 'ok'),
      tool('transfer_to_billing', 'Handoff to the billing agent', {}, () => 'ok'),
      tool('transfer_to_sales', 'Handoff to the sales agent', {}, () => 'ok'),
    ],
    check: (run) => [...count(run, 'transfer_to_billing', 1), run.calls.length === 1 ? '' : 'more than one handoff'],
  },
  {
    id: 'german-customer',
    final: 'route_to_german_desk',
    messages: [
      says('system', 'Route the caller to the desk that speaks their language.'),
      says('user', 'Guten Tag, ich habe eine Frage zu meiner Rechnung und nicht zu der Lieferung.'),
    ],
    tools: [
      tool('route_to_english_desk', 'Routes to the desk for English speaking callers', {}, () => 'ok'),
      tool('route_to_german_desk', 'Routes to the desk for German speaking callers', {}, () => 'ok'),
    ],
    check: (run) => [...count(run, 'route_to_german_desk', 1), ...count(run, 'route_to_english_desk', 0)],
  },
  {
    id: 'small-talk-needs-no-tool',
    messages: [says('user', 'Good morning!')],
    tools: [tool('get_weather', 'Weather of a city', { city: S('City') }, () => 'sun')],
    check: (run) => [...count(run, 'get_weather', 0), run.text === '' ? 'says nothing' : ''],
  },
  {
    id: 'reminder-in-plain-words',
    reminder: 'Reminder: answer briefly and do not repeat tool calls.',
    messages: [says('user', 'What is the stock level of the walnut table?')],
    tools: [
      tool('stock_level', 'Stock of an article', { article: S('Article') }, ({ article }) => ({
        article: article ?? '',
        on_hand: 17,
      })),
    ],
    check: (run) => [...count(run, 'stock_level', 1), ...has(run, '17')],
  },
  {
    id: 'error-names-a-choice',
    messages: [says('user', 'Show the sales of the south region.')],
    tools: [
      tool('sales_report', 'Sales figures of a region', { region: S('Region') }, ({ region }) =>
        region === 'SOUTH_EU'
          ? { region: 'SOUTH_EU', sales: 4120 }
          : 'Error: unknown region. Valid regions are: NORTH_EU, SOUTH_EU, WEST_EU',
      ),
    ],
    check: (run) => [
      ...args(run, 'sales_report', { region: 'SOUTH_EU' }),
      run.calls.length <= 3 ? '' : 'too many tries',
      ...has(run, '4120'),
    ],
  },
  {
    id: 'error-that-stays',
    messages: [says('user', 'Restart the printer in room 12.')],
    tools: [
      tool('restart_printer', 'Restarts a printer', { room: S('Room') }, () => ({
        error: 'paper jam, cannot restart',
      })),
    ],
    check: (run) => [
      run.calls.length <= 2 ? '' : 'too many tries',
      run.calls.length === 0 ? 'never tried' : '',
      ...has(run, 'paper jam'),
    ],
  },
  {
    id: 'all-orders-of-a-list',
    max: 12,
    messages: [says('user', 'Archive all overdue loans.')],
    tools: [
      tool('list_loans', 'All loans with their state', {}, () => [
        { loan_id: 'L1', state: 'overdue' },
        { loan_id: 'L2', state: 'returned' },
        { loan_id: 'L3', state: 'overdue' },
      ]),
      tool('archive_loan', 'Archives one loan', { loan_id: S('Id of the loan') }, ({ loan_id }) => ({
        archived: loan_id ?? '',
      })),
    ],
    check: (run) => [
      ...order(run, 'list_loans', 'archive_loan'),
      ...args(run, 'archive_loan', { loan_id: 'L1' }),
      ...args(run, 'archive_loan', { loan_id: 'L3' }),
      ...count(run, 'archive_loan', 2),
    ],
  },
  {
    id: 'search-then-fetch',
    messages: [says('user', 'What does the handbook say about parental leave?')],
    tools: [
      tool('get_page', 'Text of a page of the handbook', { page_id: S('Id of the page') }, ({ page_id }) =>
        page_id === 'p-12' ? 'Parental leave is 14 weeks.' : 'Error: no such page',
      ),
      tool('search_handbook', 'Searches the handbook; returns pages', { query: S('Words') }, () => ({
        pages: [
          { page_id: 'p-12', title: 'Parental leave' },
          { page_id: 'p-30', title: 'Sick leave' },
        ],
      })),
    ],
    check: (run) => [
      ...order(run, 'search_handbook', 'get_page'),
      ...args(run, 'get_page', { page_id: 'p-12' }),
      ...has(run, '14 weeks'),
    ],
  },
  {
    id: 'opaque-chain',
    messages: [says('user', 'What is the balance of the account of hana@example.net?')],
    tools: [
      tool('op_a', 'Returns the balance of an account', { account: S('Account number') }, ({ account }) =>
        account === '0077-1' ? { balance: 95.5 } : { error: 'no account' },
      ),
      tool('op_b', 'Returns the account number that belongs to an e-mail address', { email: S('E-mail') }, () => ({
        account_number: '0077-1',
      })),
      tool('op_c', 'Returns the exchange rate of the day', { currency: S('Currency') }, () => 1.1),
    ],
    check: (run) => [
      ...order(run, 'op_b', 'op_a'),
      ...count(run, 'op_c', 0),
      ...args(run, 'op_a', { account: '0077-1' }),
      ...has(run, '95.5'),
    ],
  },
  {
    id: 'one-call-at-a-time',
    options: { parallel_tool_calls: false },
    messages: [says('user', 'Compare the weight of the Puma crate and the Lynx crate.')],
    tools: [
      tool('crate_weight', 'Weight of a crate in kilograms', { crate: S('Name of the crate') }, ({ crate }) => ({
        crate: crate ?? '',
        kg: /puma/i.test(text(crate)) ? 41 : 58,
      })),
    ],
    check: (run) => [...count(run, 'crate_weight', 2), ...has(run, '41', '58')],
  },
  {
    id: 'order-of-the-user',
    messages: [says('user', 'First check whether seat 14C is free, then reserve it for Petra Novak.')],
    tools: [
      tool('reserve_seat', 'Reserves a seat', { seat: S('Seat'), passenger: S('Passenger') }, ({ seat }) => ({
        reserved: seat ?? '',
      })),
      tool('seat_status', 'Tells whether a seat is free', { seat: S('Seat') }, ({ seat }) => ({
        seat: seat ?? '',
        free: true,
      })),
    ],
    check: (run) => [
      ...order(run, 'seat_status', 'reserve_seat'),
      ...args(run, 'seat_status', { seat: '14C' }),
      ...args(run, 'reserve_seat', { seat: '14C', passenger: 'Petra Novak' }),
      ...has(run, '14C'),
    ],
  },
  {
    id: 'faq-before-words',
    messages: [
      says(
        'system',
        'You are an airline helper. Use the faq_tool to answer questions; never rely on your own knowledge.',
      ),
      says('user', 'Can I bring my cat?'),
    ],
    tools: [
      tool(
        'faq_tool',
        'Frequently asked questions',
        { question: S('Question') },
        () => 'Cats travel in the cabin for 40 euros.',
      ),
    ],
    check: (run) => [...count(run, 'faq_tool', 1), ...has(run, '40 euros')],
  },
  {
    id: 'earlier-result-is-still-known',
    messages: [
      says('user', 'Find the order of lars@example.com.'),
      {
        role: 'assistant',
        content: null,
        tool_calls: [
          { id: 'c1', type: 'function', function: { name: 'find_order', arguments: '{"email":"lars@example.com"}' } },
        ],
      },
      { role: 'tool', tool_call_id: 'c1', content: '{"order_id":"B-720","status":"in transit"}' },
      says('assistant', 'The order B-720 is in transit.'),
      says('user', 'Please cancel it.'),
    ],
    tools: [
      tool('find_order', 'Finds an order by e-mail', { email: S('E-mail') }, () => ({ order_id: 'B-720' })),
      tool('cancel_order', 'Cancels an order', { order_id: S('Id') }, ({ order_id }) => ({
        cancelled: order_id ?? '',
      })),
    ],
    check: (run) => [...args(run, 'cancel_order', { order_id: 'B-720' }), ...has(run, 'B-720')],
  },
  {
    id: 'nobody-found',
    messages: [says('user', 'Delete the account of the customer Zed Quill.')],
    tools: [
      tool('delete_account', 'Deletes an account', { account_id: S('Id of the account') }, () => ({ deleted: true })),
      tool('search_customers', 'Finds customers by name; gives their account ids', { name: S('Name') }, () => []),
    ],
    check: (run) => [
      ...count(run, 'search_customers', 1),
      ...count(run, 'delete_account', 0),
      run.text === '' ? 'says nothing' : '',
    ],
  },
  {
    id: 'patch-of-what-was-read',
    messages: [says('user', 'Fix the bug in area.py: it should return w*h.')],
    state: () => ({ 'area.py': 'def area(w, h):\n    return w+h\n' }),
    tools: [
      tool(
        'read',
        'Read a file',
        { filePath: S('Path') },
        ({ filePath }, state) => state[text(filePath)] ?? 'Error: not found',
      ),
      tool(
        'apply_patch',
        'Apply a patch. It starts with *** Begin Patch and ends with *** End Patch.',
        { patchText: S('The patch') },
        ({ patchText }) =>
          /^\*\*\* Begin Patch\n\*\*\* Update File: area\.py\n@@\n-    return w\+h\n\+    return w\*h\n\*\*\* End Patch$/.test(
            text(patchText),
          )
            ? 'applied'
            : 'Error: bad patch',
      ),
    ],
    check: (run) => [
      ...order(run, 'read', 'apply_patch'),
      run.calls.some((call) => call.out === 'applied') ? '' : 'no patch was applied',
    ],
  },
];
