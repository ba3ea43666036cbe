import type { DirectCodec } from './codec.ts';

/** Nothing is ever stored, so the list is empty, as it is for an account that has stored nothing. */
export const chatListCodec: DirectCodec = {
  kind: 'direct',
  respond: () => ({
    kind: 'body',
    body: { object: 'list', data: [], first_id: null, last_id: null, has_more: false },
  }),
};
