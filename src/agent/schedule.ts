/** Which calls of one response may run side by side. */
import type { Effect } from '../base/effects.ts';

/**
 * Must the later call wait until the earlier one is over? Looking at things never disturbs looking, here or on the network; who writes a
 * file waits for all who read or write it before, and what cannot be bounded (a command, a run, money) waits for everything and is waited for.
 */
export function mustWait(later: readonly Effect[], earlier: readonly Effect[]): boolean {
  return later.some((effect) => earlier.some((before) => collide(effect, before)));
}

function collide(a: Effect, b: Effect): boolean {
  const placeA = placeOf(a);
  const placeB = placeOf(b);
  if (placeA === 'nothing' || placeB === 'nothing') return false;
  if (placeA === 'everything' || placeB === 'everything') return true;
  if (!placeA.changes && !placeB.changes) return false;
  return isWithin(placeA.path, placeB.path) || isWithin(placeB.path, placeA.path);
}

/** What an effect touches. */
type Place = 'nothing' | 'everything' | { readonly path: string; readonly changes: boolean };

function placeOf(effect: Effect): Place {
  switch (effect.kind) {
    case 'read':
      return { path: effect.path, changes: false };
    case 'write':
    case 'delete':
      return { path: effect.path, changes: true };
    case 'record':
    case 'reach':
    case 'lookup':
      return 'nothing';
    case 'inspect':
      return { path: `${effect.on}:${effect.path}`, changes: false };
    case 'operate':
      return effect.does === 'write' ? { path: `${effect.on}:${effect.what}`, changes: true } : 'everything';
    case 'shell':
    case 'execute':
    case 'spend':
    case 'publish':
    case 'mcp':
      return 'everything';
  }
}

/** A folder holds what lies in it: who lists or searches it reads its files. */
function isWithin(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder.endsWith('/') ? folder : `${folder}/`);
}

/** What of the calls before it stands in a call's way. None of these promises rejects. */
export interface EarlierCalls {
  /** Resolves when none is left that changes a file that this one touches. */
  readonly changesOver: Promise<void>;
  /** Resolves when none is left that it must wait for. */
  readonly allOver: Promise<void>;
  /** Is none left now? */
  areOver(): boolean;
  /** Was one of them left waiting for a person, so that what it would have done is not there? */
  hasPostponed(): boolean;
}

/**
 * Begins with all of them at once; each learns when its turn to run has come, which is when nothing before it stands in its way. Resolves
 * when all are over; rejects with the first failure then, so that nothing is left running unseen.
 */
export async function runInOrder<T extends { readonly effects: readonly Effect[] }>(
  items: readonly T[],
  run: (item: T, earlier: EarlierCalls) => Promise<{ readonly isPostponed: boolean }>,
): Promise<void> {
  const begun: Begun[] = [];
  for (const item of items) {
    const inTheWay = begun.filter(({ effects }) => mustWait(item.effects, effects));
    const changing = inTheWay.filter(({ effects }) => effects.some((effect) => changesFileOf(item.effects, effect)));
    const call: Begun = { effects: item.effects, over: Promise.resolve(), isPostponed: false };
    call.over = run(item, earlierCalls(inTheWay, changing)).then(({ isPostponed }) => {
      call.isPostponed = isPostponed;
    });
    begun.push(call);
  }
  const ends = await Promise.allSettled(begun.map(overOf));
  for (const end of ends) if (end.status === 'rejected') throw end.reason;
}

/** A call of the list that has begun. */
interface Begun {
  readonly effects: readonly Effect[];
  over: Promise<void>;
  isPostponed: boolean;
}

/** Whoever failed before a call has said so; the call itself still gets its own result. */
function earlierCalls(all: readonly Begun[], changing: readonly Begun[]): EarlierCalls {
  let areOver = all.length === 0;
  const allOver = Promise.allSettled(all.map(overOf)).then(() => {
    areOver = true;
  });
  const changesOver = Promise.allSettled(changing.map(overOf)).then(() => undefined);
  return { changesOver, allOver, areOver: () => areOver, hasPostponed: () => all.some(({ isPostponed }) => isPostponed) };
}

function overOf({ over }: Begun): Promise<void> {
  return over;
}

/** Only what is declared counts: what a command changes, nobody knows before it has run. */
function changesFileOf(effects: readonly Effect[], change: Effect): boolean {
  const place = placeOf(change);
  return typeof place !== 'string' && place.changes && effects.some((effect) => collide(effect, change));
}
