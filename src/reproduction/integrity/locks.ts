/**
 * What measures is locked: files that the accepted plan gives the role of evaluation are kept as they were first seen after the person's yes, and every later
 * edit is said with its lines. Nothing here opens a lock: a person takes its entry out of integrity.json.
 */
import { createHash } from 'node:crypto';
import { unifiedDiff } from '../../workspace/diff.ts';
import type { Accepted, Code, Integrity, Plan } from '../stages/records.ts';
import { readSource } from '../trace/pythonSource.ts';
import { formsOf } from '../trace/unit.ts';
import type { Check, Finding } from './leakJudge.ts';

export type Lock = Integrity['locks'][number];

export interface LockedFiles {
  readonly plan: Plan | undefined;
  readonly accepted: Accepted | undefined;
  readonly code: Code | undefined;
  readonly locks: readonly Lock[];
  /** Files that were locked when it was last looked: one without a lock now was unlocked by a person. */
  readonly formerly: ReadonlySet<string>;
  /** Texts of the workspace's files by path; a file that is not there is missing. */
  readonly texts: ReadonlyMap<string, string>;
  readonly now: Date;
}

export interface LockReport {
  readonly locks: readonly Lock[];
  readonly findings: readonly Finding[];
  readonly check: Check;
}

export const lockCheckName = 'evaluation as it was locked';
const name = lockCheckName;
const mostText = 200_000;
const mostDiffLines = 40;

export async function checkLocks({ plan, accepted, code, locks, formerly, texts, now }: LockedFiles): Promise<LockReport> {
  const locked = new Map(locks.map((lock) => [lock.file, lock]));
  const files = plan?.files.filter(({ role }) => role === 'evaluation').map(({ path }) => path) ?? [];
  const findings: Finding[] = [];
  const fresh: string[] = [];
  const waiting: string[] = [];
  if (accepted !== undefined)
    for (const file of files) {
      if (locked.has(file)) continue;
      const text = texts.get(file);
      if (text === undefined) {
        waiting.push(file);
        continue;
      }
      const isOpened = formerly.has(file);
      const ran = code?.files.find(({ path }) => path === file)?.ran;
      // What first ran is what measured: later edits are edits, unless a person opened the lock since.
      const isAsNow = isOpened || ran === undefined || ran.sha256 === textHash(text);
      locked.set(file, {
        file,
        sha256: isAsNow ? textHash(text) : ran.sha256,
        at: now.toISOString(),
        ...(isAsNow && text.length <= mostText ? { text } : {}),
        ...(isOpened ? { opened: now.toISOString() } : {}),
      });
      fresh.push(file);
    }
  for (const lock of locked.values()) {
    const finding = await editOf(lock, texts.get(lock.file));
    if (finding !== undefined) findings.push(finding);
    if (lock.opened !== undefined) findings.push(openedFinding(lock.file, lock.opened));
  }
  return {
    locks: [...locked.values()],
    findings,
    check: checkOf({ plan, accepted, files, fresh, waiting, locked: locked.size, isFound: findings.length > 0 }),
  };
}

function checkOf({
  plan,
  accepted,
  files,
  fresh,
  waiting,
  locked,
  isFound,
}: {
  readonly plan: Plan | undefined;
  readonly accepted: Accepted | undefined;
  readonly files: readonly string[];
  readonly fresh: readonly string[];
  readonly waiting: readonly string[];
  readonly locked: number;
  readonly isFound: boolean;
}): Check {
  if (locked === 0) {
    const why =
      plan === undefined
        ? 'There is no plan.'
        : accepted === undefined
          ? 'The plan has not been accepted yet; its evaluation is locked then.'
          : files.length === 0
            ? 'No file of the plan has the role of evaluation.'
            : `${waiting.join(', ')} is not written yet.`;
    return { name, state: 'not checked', how: why };
  }
  const notes = [
    fresh.length === 0 ? '' : ` Locked now, as they are: ${fresh.join(', ')}.`,
    waiting.length === 0 ? '' : ` Not written yet: ${waiting.join(', ')}.`,
  ];
  return {
    name,
    state: isFound ? 'found' : 'clean',
    how: `Hashes of ${locked} locked files were compared with the files.${notes.join('')}`,
  };
}

function openedFinding(file: string, opened: string): Finding {
  return {
    kind: 'evaluator-edited',
    severity: 'warning',
    message: `The lock of ${file}, which measures, was taken out of integrity.json (seen on ${opened.slice(0, 10)}); it was locked anew as it was then.`,
    evidence: [{ file }],
    examples: [],
  };
}

async function editOf(lock: Lock, text: string | undefined): Promise<Finding | undefined> {
  const since = `since it was locked (${lock.at.slice(0, 10)})`;
  if (text === undefined)
    return {
      kind: 'evaluator-edited',
      severity: 'error',
      message: `${lock.file}, which measures, is gone ${since}.`,
      evidence: [{ file: lock.file }],
      examples: [],
    };
  if (textHash(text) === lock.sha256) return undefined;
  if (lock.text === undefined)
    return {
      kind: 'evaluator-edited',
      severity: 'error',
      message: `${lock.file}, which measures, is another than when it first ran; what it was is not kept.`,
      evidence: [{ file: lock.file }],
      examples: [],
    };
  const isLayout = isOnlyLayout(lock.file, lock.text, text);
  const { unified, added, removed } = await unifiedDiff(lock.text, text);
  const lines = unified.trimEnd().split('\n');
  const first = /^@@ -\d+,\d+ \+(\d+),/u.exec(lines[0] ?? '')?.[1];
  return {
    kind: 'evaluator-edited',
    severity: isLayout ? 'info' : 'error',
    message: isLayout
      ? `${lock.file}, which measures, was edited ${since}, in layout and comments only (+${added} −${removed}).`
      : `${lock.file}, which measures, was edited ${since} (+${added} −${removed}): numbers from before and after are not measured in the same way.`,
    evidence: [{ file: lock.file, ...(first === undefined ? {} : { line: Math.max(1, Number(first)) }) }],
    examples: [lines.slice(0, mostDiffLines).join('\n').slice(0, 4_000)],
  };
}

/** Blank lines, comments and what a formatter does. Nothing is known of files that are no Python. */
function isOnlyLayout(file: string, before: string, after: string): boolean {
  if (!/\.(?:py|ipynb)$/u.test(file)) return before.replaceAll(/\s+/gu, ' ').trim() === after.replaceAll(/\s+/gu, ' ').trim();
  const [a, b] = [readSource(file, before), readSource(file, after)];
  if (a.slips.length + b.slips.length > 0) return false;
  return formsOf(a.statements).formatted === formsOf(b.statements).formatted;
}

/** SHA-256 of the text as UTF-8: the bytes of the file, where it has neither byte order mark nor another encoding. */
export function textHash(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
