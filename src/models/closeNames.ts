import * as z from 'zod';

/** `GET /models` answers alike in both protocols. */
const listing = z.object({ data: z.array(z.object({ id: z.string() })) });

/** Which of the models in an answer to `GET /models` a mistyped name was probably meant to be, best first. */
export async function closeListedNames(wanted: string, answer: () => Promise<unknown>): Promise<readonly string[]> {
  // A list that cannot be had is no news beside the failure that it should explain.
  const listed = listing.safeParse(await answer().catch(() => undefined)).data?.data ?? [];
  return closeNames(
    wanted,
    listed.map(({ id }) => id),
  );
}

/** Which of `known` a mistyped name was probably meant to be, best first. */
export function closeNames(wanted: string, known: readonly string[], limit = 3): readonly string[] {
  const target = wanted.toLowerCase();
  return known
    .map((name) => ({ name, distance: nameDistance(target, name.toLowerCase()) }))
    .filter(({ name, distance }) => distance <= Math.max(2, Math.max(target.length, name.length) * 0.4))
    .sort((a, b) => a.distance - b.distance || (a.name < b.name ? -1 : 1))
    .slice(0, limit)
    .map(({ name }) => name);
}

/** Edits from one name to the other; a name that contains the other (an owner in front, a date behind) counts as near. */
function nameDistance(a: string, b: string): number {
  const edits = editDistance(a, b);
  const shorter = a.length < b.length ? a : b;
  const longer = a.length < b.length ? b : a;
  return shorter.length >= 4 && longer.includes(shorter) ? Math.min(edits, 2) : edits;
}

function editDistance(a: string, b: string): number {
  let above = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= b.length; column += 1) {
      const replaced = (above[column - 1] ?? 0) + (a[row - 1] === b[column - 1] ? 0 : 1);
      current.push(Math.min(replaced, (above[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1));
    }
    above = current;
  }
  return above[b.length] ?? 0;
}
