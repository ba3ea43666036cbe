import type { JSX } from 'preact';
import { useState } from 'preact/hooks';

const KEY = 'starmock-token';

/** The token that the server needs, kept for this tab. */
export function useToken(): readonly [string, (token: string) => void] {
  const [token, set] = useState(() => sessionStorage.getItem(KEY) ?? '');
  return [
    token,
    (given) => {
      sessionStorage.setItem(KEY, given);
      set(given);
    },
  ];
}

/** Asks for the token. @param props.given whether there was one, which then is wrong */
export function TokenForm(props: { readonly given: boolean; readonly onToken: (token: string) => void }): JSX.Element {
  const [text, setText] = useState('');
  const submit = (event: Event): void => {
    event.preventDefault();
    props.onToken(text);
  };
  return (
    <form class="token" onSubmit={submit}>
      <h1>starmock</h1>
      <label>
        {props.given ? 'The token is wrong. Enter' : 'This server needs its token. Enter'} the value of{' '}
        <code>--control-token</code>:
        <input
          type="password"
          autocomplete="off"
          autofocus
          value={text}
          onInput={(event) => setText(event.currentTarget.value)}
        />
      </label>
      <button type="submit">Continue</button>
    </form>
  );
}
