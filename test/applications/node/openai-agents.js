// @openai/agents: a triage agent hands over, the next one calls its tool and answers with the result.
import assert from 'node:assert/strict';
import { Agent, run, setTracingDisabled, tool } from '@openai/agents';
import { z } from 'zod';

setTracingDisabled(true);
const called = [];
const lookUp = tool({
  name: 'look_up_invoice',
  description: 'Looks up an invoice by its number',
  parameters: z.object({ invoice_number: z.string() }),
  execute: ({ invoice_number: number }) => {
    called.push(number);
    return Promise.resolve({ invoice_number: number, amount: 74.5, status: 'overdue' });
  },
});
const billing = new Agent({
  name: 'Billing agent',
  handoffDescription: 'Handles invoices and payments',
  instructions: 'Answer questions about invoices with the tool.',
  tools: [lookUp],
});
const shipping = new Agent({ name: 'Shipping agent', handoffDescription: 'Handles parcels and deliveries' });
const triage = new Agent({
  name: 'Triage agent',
  instructions: 'Hand the customer over to the agent that fits.',
  handoffs: [shipping, billing],
});

const result = await run(triage, 'What is the status of my invoice INV-3307?');
assert.equal(result.lastAgent?.name, 'Billing agent');
assert.deepEqual(called, ['INV-3307']);
assert.match(result.finalOutput ?? '', /overdue/);
