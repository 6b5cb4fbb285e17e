import type { ServerState } from './desk.ts';

/** What a state means for a person, and what they can do. */
export function wordsOfState(
  state: ServerState,
  why: string,
  hint: string | undefined,
): { readonly words: string; readonly nextStep?: string } {
  switch (state) {
    case 'idle':
      return step(why === '' ? 'It has not been started yet.' : why, hint);
    case 'connecting':
      return step(why === '' ? 'It is being started; nothing waits for it.' : why, hint);
    case 'asks-consent':
      return step('You are asked before it is started or reached for the first time.', 'Look at what it is, then say yes or no.');
    case 'needs-sign-in':
      return step('It wants a sign-in.', 'Sign in to it.');
    case 'ready':
      return step('It is ready.', hint);
    case 'failed':
      return step(why, hint ?? 'Look at its log, then restart it.');
    case 'changed':
      return step(
        'Its tools are not those that you agreed to, so none of them is offered.',
        'Look at what changed, then say whether it is all right.',
      );
    case 'off':
      return step(why, hint ?? (why.startsWith('You') ? 'Restart it to be asked again.' : 'Switch it on there.'));
  }
}

function step(words: string, nextStep: string | undefined): { readonly words: string; readonly nextStep?: string } {
  return { words, ...(nextStep === undefined ? {} : { nextStep }) };
}

/** `it ended` as a sentence; '' says nothing of why. */
export function sentence(why: string): string {
  const text = why === '' ? 'the line to it broke' : why;
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}${/[.!?…]$/.test(text) ? '' : '.'}`;
}
