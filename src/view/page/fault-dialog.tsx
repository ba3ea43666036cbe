import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Api, FaultName } from './api.ts';
import { Dialog } from './dialog.tsx';

/** Faults that are listed at once. */
const MAX_LISTED = 100;

/** What happened to the last attempt. */
interface Outcome {
  readonly ok: boolean;
  readonly text: string;
}

/** The names to choose from, narrowed down by what was typed. */
function listed(faults: readonly FaultName[], typed: string): readonly FaultName[] {
  const last = (typed.split(/[\s,]+/).at(-1) ?? '').toLowerCase();
  return faults.filter(({ name, title }) => `${name} ${title}`.toLowerCase().includes(last)).slice(0, MAX_LISTED);
}

/** Lets the next requests of the mock get faults. */
export function FaultDialog({ api, onClose }: { readonly api: Api; readonly onClose: () => void }): JSX.Element {
  const [faults, setFaults] = useState<readonly FaultName[]>([]);
  const [steps, setSteps] = useState('');
  const [session, setSession] = useState('');
  const [outcome, setOutcome] = useState<Outcome>();
  useEffect(() => void api.faults().then(setFaults, () => undefined), [api]);
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    const names = steps.split(/\s+/).filter((name) => name !== '');
    try {
      await api.inject(names, session);
      setOutcome({
        ok: true,
        text:
          names.length === 1
            ? `The next request gets ${names[0]}.`
            : `The next ${names.length} requests get ${names.join(', ')}.`,
      });
      setSteps('');
    } catch (error) {
      setOutcome({ ok: false, text: error instanceof Error ? error.message : String(error) });
    }
  };
  return (
    <Dialog title="Inject a fault" onClose={onClose}>
      <form onSubmit={(event) => void submit(event)}>
        <label>
          Faults, one a request
          <input
            autofocus
            required
            spellcheck={false}
            placeholder="429 429 ok"
            value={steps}
            onInput={(event) => setSteps(event.currentTarget.value)}
          />
        </label>
        <label>
          Session (default: any)
          <input spellcheck={false} value={session} onInput={(event) => setSession(event.currentTarget.value)} />
        </label>
        <p role="status" class={outcome?.ok === false ? 'bad' : 'quiet'}>
          {outcome?.text}
        </p>
        <div class="actions">
          <button type="submit" class="primary">
            Inject
          </button>
          <button type="button" onClick={onClose}>
            Close
          </button>
        </div>
      </form>
      <ul class="faults">
        {listed(faults, steps).map(({ name, title }) => (
          <li key={name}>
            <button type="button" onClick={() => setSteps(name)}>
              <code>{name}</code> <span class="quiet">{title}</span>
            </button>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
