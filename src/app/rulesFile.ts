import { chmod, mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Clock } from '../base/clock.ts';
import { writeFailure } from '../base/diskErrors.ts';
import { PracticumError, systemErrorCode } from '../base/errors.ts';
import type { RuleId } from '../base/ids.ts';
import { acquireLease, type Lease, LeaseTaken } from '../base/lease.ts';
import { newId } from '../base/newId.ts';
import { hideSecrets, redactValue } from '../base/redact.ts';
import { describeRule, type NewRule, type Rule } from '../policy/rule.ts';
import { ruleSchema, rulesFileSchema, rulesVersion, writtenRuleSchema } from './rulesSchema.ts';

/** What a file of rules says, as far as it can be read. */
export interface ReadRules {
  readonly rules: readonly Rule[];
  /** For people; absent where the whole file could be read. */
  readonly problem?: string;
}

/** The person's rules. Where a part cannot be read, what it should have said is not known: then nothing that it allows counts. */
export async function readRules(path: string): Promise<ReadRules> {
  const found = await readEntries(path);
  if (found.kind === 'nothing') return { rules: [] };
  if (found.kind === 'broken') return { rules: [], problem: broken(path, found.why) };
  const rules: Rule[] = [];
  const wrong: string[] = found.isNewer ? ['it was written by a newer version of Practicum'] : [];
  found.entries.forEach((entry, index) => {
    const parsed = ruleSchema.safeParse(entry);
    if (parsed.success) rules.push(parsed.data);
    else wrong.push(`rule ${index + 1} cannot be read (${parsed.error.issues[0]?.message ?? 'unknown'})`);
  });
  const [why] = wrong;
  if (why === undefined) return { rules };
  return { rules: rules.filter(({ verdict }) => verdict !== 'allow'), problem: broken(path, why) };
}

function broken(path: string, why: string): string {
  return `Rules that allow something are off: ${why}. Repair ${path}, or move it away to begin anew.`;
}

/** The rules that a workspace brings: those that allow something are not counted. */
export async function readWorkspaceRules(path: string, workspace: string): Promise<ReadRules> {
  const found = await readEntries(path);
  if (found.kind === 'nothing') return { rules: [] };
  if (found.kind === 'broken') return { rules: [], problem: `The workspace’s rules are not followed: ${found.why}. Repair ${path}.` };
  const rules: Rule[] = [];
  const ignored: string[] = [];
  found.entries.forEach((entry, index) => {
    const parsed = writtenRuleSchema.safeParse(entry);
    if (!parsed.success) ignored.push(`rule ${index + 1} cannot be read`);
    else if (parsed.data.verdict === 'allow') ignored.push(`“${describeRule(parsed.data)}” would allow something`);
    else rules.push({ ...parsed.data, id: `workspace-${index + 1}` as RuleId, madeAtMs: 0, workspace, isOfWorkspace: true });
  });
  if (ignored.length === 0) return { rules };
  return { rules, problem: `Rules of a workspace only ask or deny, so these of ${path} do not count: ${ignored.join('; ')}.` };
}

type Entries =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'broken'; readonly why: string }
  | { readonly kind: 'entries'; readonly entries: readonly unknown[]; readonly isNewer: boolean };

/** A file of rules is a few kilobytes; what is far larger is none. */
const maxBytes = 1_000_000;

async function readEntries(path: string): Promise<Entries> {
  let bytes: Buffer;
  try {
    bytes = await readFile(path);
  } catch (error) {
    const code = systemErrorCode(error);
    return code === 'ENOENT' || code === 'ENOTDIR'
      ? { kind: 'nothing' }
      : { kind: 'broken', why: `it cannot be opened (${code ?? 'unknown'})` };
  }
  if (bytes.length > maxBytes) return { kind: 'broken', why: 'it is far too large' };
  try {
    const parsed = rulesFileSchema.safeParse(JSON.parse(bytes.toString('utf8')));
    if (!parsed.success) return { kind: 'broken', why: 'it is not of the form {"version": 1, "rules": […]}' };
    return { kind: 'entries', entries: parsed.data.rules, isNewer: parsed.data.version > rulesVersion };
  } catch {
    return { kind: 'broken', why: 'it is no JSON' };
  }
}

/** Adds rules to the file; one that says the same already is not added twice. Answers with the rules as they are kept. */
export async function addRules(path: string, added: readonly NewRule[], clock: Clock): Promise<readonly Rule[]> {
  if (added.some(({ about }) => holdsSecret(about))) {
    throw new PracticumError('rule-secret', 'The rule was not kept: it holds a secret, and rules are kept as plain text.', {
      hint: 'Allow the command without the secret in it, and let the program read it from the environment.',
    });
  }
  return await changeRules(path, clock, (kept) => {
    const result = [...kept];
    const saved = added.map((rule) => {
      const same = result.find((other) => saysTheSame(other, rule));
      const made = same ?? { ...rule, id: newId<RuleId>('ru', clock.nowMs()), madeAtMs: clock.nowMs() };
      if (same === undefined) result.push(made);
      return made;
    });
    return { rules: result, answer: saved };
  });
}

/** Also one that was taken out: such a rule would match nothing, or too much. */
function holdsSecret(about: object): boolean {
  const text = JSON.stringify(about);
  return text.includes('[redacted:') || text !== JSON.stringify(redactValue(hideSecrets, about));
}

function saysTheSame(a: NewRule, b: NewRule): boolean {
  return JSON.stringify([a.verdict, a.workspace, entriesOf(a.about)]) === JSON.stringify([b.verdict, b.workspace, entriesOf(b.about)]);
}

function entriesOf(value: object): unknown {
  return Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
}

/** Throws NoSuchRule unless exactly one id is this or begins with it. */
export async function removeRule(path: string, id: string, clock: Clock): Promise<Rule> {
  return await changeRules(path, clock, (kept) => {
    const matching = kept.filter((rule) => rule.id === id || (id.length >= 4 && (rule.id.startsWith(id) || rule.id.endsWith(id))));
    const [rule] = matching;
    if (rule === undefined || matching.length > 1) {
      const message = rule === undefined ? `There is no rule ${id}.` : `Several rules begin or end with ${id}.`;
      throw new PracticumError('no-such-rule', message, { hint: 'See practicum rules list.' });
    }
    return { rules: kept.filter((other) => other !== rule), answer: rule };
  });
}

async function changeRules<T>(
  path: string,
  clock: Clock,
  change: (kept: readonly Rule[]) => { readonly rules: readonly Rule[]; readonly answer: T },
): Promise<T> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const lease = await lock(`${path}.lock`, clock);
  try {
    const { rules: kept, problem } = await readRules(path);
    // Writing it anew would lose what could not be read.
    if (problem !== undefined) throw new PracticumError('rules-broken', 'The rules could not be changed.', { hint: problem });
    const { rules, answer } = change(kept);
    await replace(path, `${JSON.stringify({ version: rulesVersion, rules }, undefined, 2)}\n`);
    return answer;
  } finally {
    await lease.release();
  }
}

const lockWaitMs = 5_000;
const pollMs = 10;

/** Two windows that save at once wait for each other. */
async function lock(path: string, clock: Clock): Promise<Lease> {
  for (let leftMs = lockWaitMs; ; leftMs -= pollMs) {
    try {
      return await acquireLease(path, 'rules');
    } catch (error) {
      if (!(error instanceof LeaseTaken) || leftMs <= 0) throw error;
    }
    await clock.sleep(pollMs);
  }
}

async function replace(path: string, text: string): Promise<void> {
  const temporary = `${path}.${newId('new')}`;
  try {
    const file = await open(temporary, 'wx', 0o600);
    try {
      await file.writeFile(text);
      await file.sync();
    } finally {
      await file.close();
    }
    await chmod(temporary, 0o600);
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw writeFailure(path, error);
  }
}
