import type { Failure, GroupResult } from './run.ts';

/** What a run of the cases came to, in lines. The last one is `N passed, N failed`. */
export function reportLines(results: readonly GroupResult[]): readonly string[] {
  const sum = (count: (result: GroupResult) => number): number => results.reduce((total, result) => total + count(result), 0);
  const stale = results.flatMap((result) => result.stale);
  const deviating = results.flatMap((result) => result.deviating);
  return [
    ...results.flatMap(({ failures }) => failures.flatMap(failureLines)),
    ...results.flatMap(({ group, notBuilt }) => (notBuilt === 0 ? [] : [`${group}: not built yet: ${notBuilt} cases`])),
    ...stale.map((id) => `${id}: listed as answered differently on purpose, but answered as the reference does`),
    ...deviating.map((id) => `${id}: answered differently on purpose`),
    `${deviating.length} answered differently on purpose`,
    `${sum(({ passed }) => passed)} passed, ${sum(({ failures }) => failures.length)} failed`,
  ];
}

function failureLines({ id, expected, seen, why }: Failure): readonly string[] {
  const head = why === undefined ? `✘ ${id}` : `✘ ${id}: ${why}`;
  const differences = differencesOf(expected, seen).map((difference) => `    ${difference}`);
  return [head, `    expected ${JSON.stringify(expected)}`, `    seen     ${JSON.stringify(seen)}`, ...differences.slice(0, 8)];
}

/** Where two values differ, when they are large: `history[2].role: "tool", seen "user"`. */
function differencesOf(expected: unknown, seen: unknown, at = ''): readonly string[] {
  if (!isNested(expected) || !isNested(seen) || Array.isArray(expected) !== Array.isArray(seen)) {
    return at === '' || JSON.stringify(expected) === JSON.stringify(seen)
      ? []
      : [`at ${at}: expected ${JSON.stringify(expected)}, seen ${JSON.stringify(seen)}`];
  }
  const names = [...new Set([...Object.keys(expected), ...Object.keys(seen)])];
  return names.flatMap((name) => {
    const where = Array.isArray(expected) ? `${at}[${name}]` : at === '' ? name : `${at}.${name}`;
    return differencesOf(Reflect.get(expected, name), Reflect.get(seen, name), where);
  });
}

function isNested(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
