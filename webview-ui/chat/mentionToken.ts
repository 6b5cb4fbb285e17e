/** The `@…` that is being typed at the caret. */
export interface MentionToken {
  /** Offset of the `@`. */
  readonly start: number;
  readonly end: number;
  readonly query: string;
}

/** Finds the token that ends at the caret. An `@` inside a word (an e-mail address, a decorator call) opens nothing. */
export function mentionTokenAt(text: string, caret: number): MentionToken | undefined {
  const before = text.slice(0, caret);
  const match = /(?:^|[\s(["'`])@(?<query>[^\s@]{0,200})$/.exec(before);
  const query = match?.groups?.['query'];
  return query === undefined ? undefined : { start: caret - query.length - 1, end: caret, query };
}

/** The `/…` at the beginning of a message that is being typed at the caret: its query begins with the slash. */
export function commandTokenAt(text: string, caret: number): MentionToken | undefined {
  const query = /^\/[^\s/]{0,64}$/.exec(text.slice(0, caret))?.[0];
  return query === undefined ? undefined : { start: 0, end: caret, query };
}

/** Puts the command in place of what was typed of it, ready for what belongs to it. */
export function completeCommand(text: string, token: MentionToken, label: string): Edited {
  const rest = text.slice(token.end).replace(/^\S*/, '');
  return { text: `${label}${/^\s/.test(rest) ? '' : ' '}${rest}`, caret: label.length + 1 };
}

export interface Edited {
  readonly text: string;
  readonly caret: number;
}

/** Puts the chosen label in place of the token; exactly one space follows it. */
export function completeMention(text: string, token: MentionToken, label: string): Edited {
  const rest = text.slice(token.end);
  const inserted = `@${label}${/^\s/.test(rest) ? '' : ' '}`;
  return { text: text.slice(0, token.start) + inserted + rest, caret: token.start + label.length + 2 };
}

/** Takes a chip's token out of the text again, with the space that followed it. */
export function withoutMention(text: string, label: string): string {
  const at = text.indexOf(`@${label}`);
  if (at < 0) return text;
  const end = at + label.length + 1;
  const after = text.slice(end, end + 1);
  if (after !== '' && !/\s/.test(after)) return text;
  return text.slice(0, at) + text.slice(after === ' ' ? end + 1 : end);
}
