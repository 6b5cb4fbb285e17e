/** What a TeX file is made of, and how a list of it is written as TeX again. */

export type TokenKind =
  | 'command'
  | 'begin'
  | 'end'
  | 'math'
  | 'align'
  | 'parameter'
  | 'superscript'
  | 'subscript'
  | 'space'
  | 'letter'
  | 'other'
  | 'active'
  /** Not of TeX: where a list that was pushed ends, or something that was taken out of a formula. */
  | 'mark';

export interface Token {
  readonly kind: TokenKind;
  /** The character, a command’s name without `\`, a parameter’s digit. */
  readonly text: string;
  /** The command as LaTeX has it, whatever the paper made of the name meanwhile (`\let\old\epsilon`). */
  readonly isOriginal?: boolean;
  /** A blank stands behind the command, which TeX does not read. */
  readonly isSpaced?: boolean;
}

export const beginGroup: Token = { kind: 'begin', text: '{' };
export const endGroup: Token = { kind: 'end', text: '}' };
export const space: Token = { kind: 'space', text: ' ' };

export function command(text: string): Token {
  return { kind: 'command', text };
}

export function character(text: string): Token {
  return /^\p{L}$/u.test(text) ? { kind: 'letter', text } : text === ' ' ? space : { kind: 'other', text };
}

export function characters(text: string): readonly Token[] {
  return [...text].map(character);
}

export function isCommand(token: Token | undefined, name: string): boolean {
  return token?.kind === 'command' && token.text === name;
}

const letters = /^[A-Za-z@]+\*?$/;

/** TeX that means these tokens: as it was written, but for blanks. */
export function texOf(tokens: readonly Token[]): string {
  let tex = '';
  let isAfterWord = false;
  for (const token of tokens) {
    if (token.kind === 'mark') continue;
    if (token.kind === 'command') {
      tex += `\\${token.text}${token.isSpaced === true ? ' ' : ''}`;
      isAfterWord = token.isSpaced !== true && letters.test(token.text);
      continue;
    }
    if (token.kind === 'space') {
      if (!tex.endsWith(' ') || tex.endsWith('\\ ')) tex += ' ';
      isAfterWord = false;
      continue;
    }
    if (isAfterWord && /^[A-Za-z@*]/.test(token.text)) tex += ' ';
    isAfterWord = false;
    tex += token.kind === 'parameter' ? `#${token.text}` : token.text;
  }
  return tex;
}

/** Letters and digits of an argument such as a label, a file name or a number; commands are left as they are written. */
export function wordOf(tokens: readonly Token[]): string {
  return texOf(tokens.filter(({ kind }) => kind !== 'begin' && kind !== 'end')).trim();
}

/** Without blanks at both ends, and without the braces around all of it. */
export function trimmed(tokens: readonly Token[]): readonly Token[] {
  let start = 0;
  let end = tokens.length;
  while (start < end && tokens[start]?.kind === 'space') start++;
  while (end > start && tokens[end - 1]?.kind === 'space') end--;
  return tokens.slice(start, end);
}
