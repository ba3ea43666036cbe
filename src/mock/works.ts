import type { Contract } from '../contract/contract.ts';
import type { Finding } from '../contract/finding.ts';
import { openTokenizer } from '../contract/tokens/load-tokenizer.ts';
import { loadProfile } from '../contract/profile.ts';
import { rememberCounts } from '../contract/tokens/token-memo.ts';
import { loadValidators } from '../contract/schema/validators.ts';
import type { PlanEvent } from '../engine/plan.ts';
import type { Exchange } from '../wire/exchange.ts';
import type { ContractTools } from './contract-tools.ts';
import { accountFor, type Account } from './account.ts';

import { withLogprobs } from './live/logprobs.ts';
import type { Platform } from './platform.ts';
import { prepare } from './prepare.ts';
import type { Prepared, PreparedAnswer } from './prepared.ts';
import type { Decide } from './scripted.ts';
import { selfCheck } from './self-check.ts';

/** The heavy half of the mock: everything that a server does not need before its first request. */
export interface Works {
  readonly contract: Contract;
  /** What to answer to the text of a body; the same for the same text and seed. */
  prepare(text: string, seed: string, decide?: Decide): Prepared | Promise<Prepared>;
  /** What words that somebody else has chosen come to, in answer to a request whose own plan is known. */
  account(prepared: PreparedAnswer, events: readonly PlanEvent[]): Account;
  /** An event of such words with the log probabilities that the request asks for. */
  dress(prepared: PreparedAnswer, event: PlanEvent): PlanEvent;
  /** What is wrong with an answer of ours, by the contract. */
  selfCheck(exchange: Exchange, prepared: PreparedAnswer): Finding[];
}

const COUNTED_BYTES = 16 * 1024 * 1024;

/**
 * Opens the works of a profile. Import this module lazily.
 *
 * @param profile `starmagic`, `openai`, or the path of an Overlay document
 * @param vocabulary where to fetch the token table from; default: it lies beside the code
 * @param platform what the platform has to lend; default: nothing
 * @throws StarmockError BAD_PROFILE, BAD_VOCABULARY
 */
export async function openWorks(profile: string, vocabulary?: string | URL, platform: Platform = {}): Promise<Works> {
  const contract = await loadProfile(profile);
  // A conversation is sent again with every turn, so most of its messages have been counted before.
  const tokenizer = rememberCounts(await openTokenizer(vocabulary), COUNTED_BYTES);
  const tools: ContractTools = { contract, validators: await loadValidators(contract), tokenizer };
  return {
    contract,
    prepare: (text, seed, decide) => prepare(text, { tools, seed, platform, ...(decide ? { decide } : {}) }),
    account: (prepared, events) => accountFor(prepared, events, tools),
    dress: (prepared, event) => withLogprobs(prepared, event, tokenizer),
    selfCheck: (exchange, prepared) => selfCheck(exchange, prepared, tools),
  };
}
