import type { SpendKind } from '../base/effects.ts';
import type { RuleId } from '../base/ids.ts';
import { placeText } from '../base/place.ts';
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
  /** It came with the workspace. */
  readonly isOfWorkspace?: true;
}

/** Which effects a rule is about. */
export type RuleAbout =
  /** `path`: a glob with `*` and `**`, relative to a workspace folder, or absolute. */
  | { readonly kind: 'read' | 'write' | 'delete'; readonly path: string }
  /** One simple command. `words` are all that follow the program; `folder`: where it runs, relative to the workspace; absent: anywhere in it. */
  | { readonly kind: 'shell'; readonly program: string; readonly words: readonly WordShape[]; readonly folder?: string }
  /** The same of a program that Practicum starts itself. `on`: a glob for where, `ssh:*`, `local`; absent: wherever it is. */
  | {
      readonly kind: 'execute';
      readonly program: string;
      readonly words: readonly WordShape[];
      readonly folder?: string;
      readonly on?: string;
    }
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

/** A rule that is not kept yet. */
export type NewRule = Omit<Rule, 'id' | 'madeAtMs'>;

/** In words: `always allow “touch out/log”`. */
export function describeRule({ verdict, about }: NewRule): string {
  const how = { allow: 'always allow', ask: 'always ask about', deny: 'never allow' }[verdict];
  return `${how} ${describeAbout(about, verdict)}`;
}

/** What a rule is about, in words. */
export function describeAbout(about: RuleAbout, verdict: Verdict): string {
  switch (about.kind) {
    case 'read':
      return `reading ${about.path}`;
    case 'write':
      return `changing ${about.path}`;
    case 'delete':
      return `deleting ${about.path}`;
    case 'shell':
    case 'execute': {
      const where = about.folder === undefined || about.folder === '.' ? '' : ` in ${about.folder}`;
      const on = about.kind === 'shell' || about.on === undefined ? '' : ` on ${placeText(about.on)}`;
      return `“${[about.program, ...about.words.map(describeWord)].join(' ')}”${where}${on}`;
    }
    case 'reach':
      return `reaching ${about.host}`;
    case 'spend': {
      const amount = `${verdict === 'allow' ? 'up to' : 'more than'} $${about.usd.toFixed(2)} a call`;
      return `spending ${amount}${about.purpose === undefined ? '' : ` on ${spendNames[about.purpose]}`}`;
    }
    case 'publish':
      return `publishing to ${about.repo}`;
    case 'mcp':
      return `calling ${about.tool === '*' ? 'any tool' : `“${about.tool}”`} of the server “${about.server}”`;
  }
}

const spendNames: Readonly<Record<SpendKind, string>> = {
  main: 'the conversation',
  research: 'research',
  compaction: 'summaries',
  run: 'training',
  sandbox: 'a machine to try things on',
};

function describeWord(word: WordShape): string {
  if (typeof word === 'string') return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word}'`;
  switch (word.is) {
    case 'file':
      return word.below === '.' ? '‹a file›' : `‹a file below ${word.below}›`;
    case 'number':
      return '‹a number›';
    case 'rest':
      return '…';
  }
}
