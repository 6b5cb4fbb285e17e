/**
 * The paths that a line may mean which stands where a path is expected: itself, and what a header of a patch names. Whoever applies the
 * patch goes there, so the stricter answer counts.
 */
export function pathsMeant(written: string): readonly string[] {
  const [, from, to] = /^diff --git[ \t]+"?a\/(.+?)"?[ \t]+"?b\/(.+?)"?$/.exec(written) ?? [];
  if (from !== undefined && to !== undefined) return [...new Set([written, from, to])];
  const header =
    /^(?:\*\*\* (?:Add|Update|Delete) File:|\*\*\* Move to:|\+\+\+|---|rename (?:from|to)|copy (?:from|to)|Index:|diff --git)[ \t]+(.+)$/.exec(
      written,
    )?.[1];
  if (header === undefined) return [written];
  const named = header.replace(/\t.*$/, '').replace(/^"(.*)"$/, '$1');
  // Git puts `a/` and `b/` in front; a folder of that name is meant as seldom as it matters.
  const below = named.replace(/^[ab]\//, '');
  return [...new Set([written, named, below])];
}
