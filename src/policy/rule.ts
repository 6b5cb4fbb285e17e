import type { EffectKind, SpendKind } from '../base/effects.ts';
import type { RuleId } from '../base/ids.ts';
import type { Verdict } from './ruling.ts';

/** A standing answer of the person's, kept in the home; or, of a workspace, one that only tightens. */
export interface Rule {
  readonly id: RuleId;
  readonly verdict: Verdict;
  readonly about: RuleAbout;
  /** The real path of the workspace folder in which alone it holds; absent: everywhere. */
  readonly workspace?: string;
  /** Milliseconds since 1970. */
  readonly madeAtMs: number;
  readonly note?: string;
}

/** Which effects a rule is about. */
export type RuleAbout =
  /** `path`: a glob with `*` and `**`, relative to a workspace folder, or absolute. */
  | { readonly kind: 'read' | 'write' | 'delete'; readonly path: string }
  /** One simple command. `words` are all that follow the program. */
  | { readonly kind: 'shell' | 'execute'; readonly program: string; readonly words: readonly WordShape[] }
  /** `example.org`, or `*.example.org` for what lies below it. */
  | { readonly kind: 'reach'; readonly host: string }
  /** Allow: up to this much a call. Ask and deny: from more than this much on. US dollars. */
  | { readonly kind: 'spend'; readonly usd: number; readonly purpose?: SpendKind }
  /** `me/model`, `me/*`. */
  | { readonly kind: 'publish'; readonly repo: string }
  /** `tool`: a name, or `*`. */
  | { readonly kind: 'mcp'; readonly server: string; readonly tool: string };

/** What may stand in one place of a command. */
export type WordShape =
  /** Exactly this word, after quotes are taken off. */
  | string
  /** A file or folder of the workspace below this folder, which is relative to the workspace; `.`: anywhere in it. */
  | { readonly is: 'file'; readonly below: string }
  | { readonly is: 'number' }
  /** Whatever follows, also nothing. Stands last, and only in rules that ask or deny. */
  | { readonly is: 'rest' };

/** Kinds that a rule may be about. */
export const ruleKinds: readonly EffectKind[] = ['read', 'write', 'delete', 'shell', 'execute', 'reach', 'spend', 'publish', 'mcp'];

/** What it is about, in words: `“pytest -q” with a file below tests`. */
export function describeAbout(about: RuleAbout): string {
  switch (about.kind) {
    case 'read':
      return `reading ${about.path}`;
    case 'write':
      return `changing ${about.path}`;
    case 'delete':
      return `deleting ${about.path}`;
    case 'shell':
      return `“${describeCommand(about.program, about.words)}”`;
    case 'execute':
      return `running “${describeCommand(about.program, about.words)}”`;
    case 'reach':
      return `reaching ${about.host}`;
    case 'spend':
      return `spending $${about.usd.toFixed(2)} a call${about.purpose === undefined ? '' : ` (${about.purpose})`}`;
    case 'publish':
      return `publishing to ${about.repo}`;
    case 'mcp':
      return `calling ${about.tool} of the server ${about.server}`;
  }
}

function describeCommand(program: string, words: readonly WordShape[]): string {
  return [program, ...words.map(describeWord)].join(' ');
}

function describeWord(word: WordShape): string {
  if (typeof word === 'string') return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word}'`;
  switch (word.is) {
    case 'file':
      return word.below === '.' ? '‹file›' : `‹file below ${word.below}›`;
    case 'number':
      return '‹number›';
    case 'rest':
      return '…';
  }
}
