import type { Judge } from '../agent/decision.ts';
import type { SilentChange } from '../base/approval.ts';
import type { Effect } from '../base/effects.ts';
import { changedSettings, type DeclaredSettings, declaredSettings } from '../runs/declaredSettings.ts';
import { readTrainingWords } from '../runs/readTrainingWords.ts';
import type { Runs } from '../runs/runs.ts';
import type { BodyOf, SessionEvent, SessionLog } from '../sessions/events.ts';

export type FindSilentChanges = (effects: readonly Effect[]) => Promise<readonly SilentChange[]>;

/**
 * What a training run would do otherwise than the last run of the same script did, or than its script stood when the person made their request,
 * without their having said so: another model, data set, sequence length, PEFT method or seed.
 */
export function createSilentChanges(runs: Pick<Runs, 'list'>, log: Pick<SessionLog, 'branch' | 'getBlob'>): FindSilentChanges {
  return async (effects) => {
    const started = effects.find((effect) => effect.kind === 'execute');
    // What is checked behind walls trains nothing.
    if (started?.isWalled === true) return [];
    const [, script, ...args] = started?.argv ?? [];
    if (started === undefined || script === undefined || !/\.py$/i.test(script)) return [];
    const words = await readTrainingWords(script, args, started.cwd);
    const now = declaredSettings(words);
    const since = await lastRun(runs, script);
    const changes = since === undefined ? [] : [...changedSettings(since.settings, now, `the run ${since.name}`)];
    const text = await scriptAtRequest(log, script);
    if (text !== undefined) {
      const known = new Set(changes.map(({ what }) => what));
      const before = declaredSettings({ ...words, script: text });
      changes.push(...changedSettings(before, now, 'your request').filter(({ what }) => !known.has(what)));
    }
    const said = wordsOfPerson(log.branch);
    return changes.filter(({ after }) => after === undefined || !isSaid(said, after));
  };
}

/** A request that waits for a person says what changed silently. */
export function sayingSilentChanges(judge: Judge, find: FindSilentChanges): Judge {
  return async (call) => {
    const decision = await judge(call);
    if (decision.verdict !== 'ask' || !call.effects.some(({ kind }) => kind === 'execute')) return decision;
    const changes = await find(call.effects);
    return changes.length === 0 ? decision : { ...decision, facts: { ...decision.facts, changes } };
  };
}

/** One that evaluates is asked of another model each time. */
async function lastRun(
  runs: Pick<Runs, 'list'>,
  script: string,
): Promise<{ readonly name: string; readonly settings: DeclaredSettings } | undefined> {
  const last = (await runs.list()).find(({ spec }) => spec.script === script && spec.settings !== undefined && spec.purpose === undefined);
  return last?.spec.settings === undefined ? undefined : { name: last.spec.name, settings: last.spec.settings };
}

/** As it stood before the first change of the turn that goes on; undefined when it was not changed in it, or no copy was kept. */
async function scriptAtRequest(log: Pick<SessionLog, 'branch' | 'getBlob'>, script: string): Promise<string | undefined> {
  const { branch } = log;
  const begun = branch.findLastIndex(({ type }) => type === 'turn.started');
  const isFirst = (event: SessionEvent): event is SessionEvent & BodyOf<'file.changed'> =>
    event.type === 'file.changed' && event.path === script;
  const first = branch.slice(Math.max(0, begun)).find(isFirst);
  if (first?.before === undefined) return undefined;
  try {
    return Buffer.from(await log.getBlob(first.before)).toString('utf8');
  } catch {
    return undefined;
  }
}

/** All that the person has said in the conversation, in lower case. */
function wordsOfPerson(branch: readonly SessionEvent[]): string {
  return branch
    .flatMap((event) => (event.type === 'turn.started' || event.type === 'message.steered' ? [event.text] : []))
    .join('\n')
    .toLowerCase();
}

/** Each of the values stands there as a word of its own: `7` is not said by `0.7`. */
function isSaid(said: string, values: string): boolean {
  return values.split(', ').every((value) => {
    const word = value.toLowerCase().replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
    return new RegExp(String.raw`(?<![\w.])${word}(?![\w]|\.\d)`).test(said);
  });
}
