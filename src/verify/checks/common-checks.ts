import { CHECKS } from './catalogue.ts';
import type { Check } from './check.ts';

/** Requirements of HTTP, keys and errors, which are the same everywhere. */
const EVERYWHERE =
  /^(?:http\.(?:message|complete|redirect|request-id|ratelimit|encoding\.accepted|stream\.omitted|content-type\.json|body\.(?:json|leading))|auth\.|cors\.|err\.(?:status|server|success|json|utf8|message|leak|type|model\.missing|method|path|size|media-type|rate-limit|quota|schema|content-type|param|code)$|param\.refusal$|model\.available$|billing\.ledger$)/;

/** Requirements for streams and for content, whatever its form. */
const IN_WORDS =
  /^(?:http\.|time\.|stream\.completes$|sse\.(?:separator|field\.space|eol|id|comment|event\.data|close)$|err\.(?:stream\.plain|range|tool-name)$|body\.(?:template|unicode|said)$)/;

/** Checks of chat completions that judge every endpoint alike. */
export const PROTOCOL_CHECKS: readonly Check[] = CHECKS.filter(({ id }) => EVERYWHERE.test(id));

/** The same for endpoints that answer in words, and may stream them. */
export const WORD_CHECKS: readonly Check[] = CHECKS.filter(({ id }) => EVERYWHERE.test(id) || IN_WORDS.test(id));
