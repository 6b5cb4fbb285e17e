import path from 'node:path';

/** The workspace root that a script lies in: the innermost, when roots are nested. */
export function rootOf(roots: readonly string[], script: string): string | undefined {
  const holding = roots.filter((root) => {
    const inside = path.relative(root, script);
    return inside !== '' && !inside.startsWith('..') && !path.isAbsolute(inside);
  });
  return holding.sort((a, b) => b.length - a.length)[0];
}
