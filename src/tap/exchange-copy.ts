import { joinBytes } from '../contract/join-bytes.ts';
import type { Observation, Reading } from '../recordings/observation.ts';
import type { CopyBudget } from './copy-budget.ts';

/** What a reading costs beside its bytes. */
const READING_OVERHEAD = 300;

/** The bodies of one exchange, as far as there was room for them. */
export class ExchangeCopy {
  readonly #budget: CopyBudget;
  #request: Uint8Array[] = [];
  #readings: Reading[] = [];
  #held = 0;
  #dropped = false;

  constructor(budget: CopyBudget) {
    this.#budget = budget;
  }

  /** Part of it is missing, so that it is of no use. */
  get dropped(): boolean {
    return this.#dropped;
  }

  #hasRoom(bytes: number): boolean {
    if (this.#dropped) return false;
    if (this.#budget.take(bytes)) this.#held += bytes;
    else this.drop();
    return !this.#dropped;
  }

  sent(bytes: Uint8Array): void {
    if (this.#hasRoom(bytes.length)) this.#request.push(bytes);
  }

  received(bytes: Uint8Array, ms: number): void {
    if (this.#hasRoom(bytes.length + READING_OVERHEAD)) this.#readings.push({ ms, bytes });
  }

  bodies(): { readonly request: Uint8Array; readonly readings: Observation['readings'] } {
    return { request: joinBytes(this.#request), readings: this.#readings };
  }

  drop(): void {
    this.#dropped = true;
    this.release();
  }

  /** Gives its memory back. */
  release(): void {
    this.#budget.give(this.#held);
    this.#held = 0;
    this.#request = [];
    this.#readings = [];
  }
}
