/** Which calls of one response may run side by side. */
import type { Effect } from '../base/effects.ts';

/**
 * Must the later call wait until the earlier one is over? Looking at things never disturbs looking; who writes a file waits for all who
 * read or write it before, and what cannot be bounded (a command, a run, money, the network) waits for everything and is waited for.
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
      return 'nothing';
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

/**
 * Runs all of them, each as soon as nothing before it stands in its way. Resolves when all are over; rejects with the first failure
 * then, so that nothing is left running unseen.
 */
export async function runInOrder<T extends { readonly effects: readonly Effect[] }>(
  items: readonly T[],
  run: (item: T) => Promise<void>,
): Promise<void> {
  const begun: { readonly effects: readonly Effect[]; readonly over: Promise<void> }[] = [];
  for (const item of items) {
    const before = begun.filter(({ effects }) => mustWait(item.effects, effects)).map(({ over }) => over);
    // Whoever failed before it has said so; this one still gets its own result.
    const over = Promise.allSettled(before).then(() => run(item));
    begun.push({ effects: item.effects, over });
  }
  const ends = await Promise.allSettled(begun.map(({ over }) => over));
  for (const end of ends) if (end.status === 'rejected') throw end.reason;
}
