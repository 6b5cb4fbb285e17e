import type { BodyOf, HintKind } from '../sessions/events.ts';

/** What the loop does on its own account, in the person's words. */

export function hintTitle(hint: HintKind): string {
  switch (hint) {
    case 'identical':
      return 'Told the model: the same call came back with the same result';
    case 'cycle':
      return 'Told the model: it is going round in circles';
    case 'edits':
      return 'Told the model: its edits of one file keep failing';
    case 'arguments':
      return 'Told the model: its calls of one tool keep being wrong';
    case 'plan':
      return 'Reminded the model of the open items of its plan';
    case 'attempts':
      return 'Told the model: the runs of this request keep failing';
  }
}

export function prunedTitle({ calls, tokensBefore, tokensAfter }: BodyOf<'context.pruned'>): string {
  const what = calls.length === 1 ? 'the output of 1 earlier call' : `the output of ${count(calls.length)} earlier calls`;
  return `Left out ${what}: ${tokens(tokensBefore, tokensAfter)}`;
}

/** `messages`: how many the summary stands for; undefined where that cannot be told. */
export function compactedTitle(event: BodyOf<'context.compacted'>, messages: number | undefined): string {
  const size = tokens(event.tokensBefore, event.tokensAfter);
  if (event.summary === '') {
    const shortened = event.shortened?.length ?? 0;
    return `Shortened ${shortened === 1 ? '1 long message' : `${count(shortened)} long messages`}: ${size}`;
  }
  if (messages === undefined || messages <= 0) return `Summarised earlier messages: ${size}`;
  return `Summarised ${messages === 1 ? '1 earlier message' : `${count(messages)} earlier messages`}: ${size}`;
}

function tokens(before: number, after: number): string {
  return `${count(before)} → ${count(after)} tokens`;
}

export function count(value: number): string {
  return value.toLocaleString('en');
}
