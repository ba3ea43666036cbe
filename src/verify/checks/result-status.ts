/**
 * What a check came to for one model. `fail`: a MUST is violated, `warn`: a SHOULD, `info`: something worth knowing that obliges
 * no failure. `inconclusive`: model behavior varied. `error`: the check itself failed, which is a bug of ours.
 */
export type ResultStatus = 'pass' | 'fail' | 'warn' | 'info' | 'skip' | 'inconclusive' | 'error';
