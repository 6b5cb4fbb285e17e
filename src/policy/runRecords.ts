import { matchesGlob } from './glob.ts';
import { foldName } from './names.ts';

/** Run folders are measured evidence: `.practicum/runs` and all below it, at any depth. Only the run itself writes there. */

/** Do these segments lead there? `.practicum` itself counts: it cannot be replaced without what is in it. */
export function leadsToRunRecords(segments: readonly string[]): boolean {
  const folded = segments.map(foldName);
  return folded.some((name, index) => name === '.practicum' && (index === folded.length - 1 || folded[index + 1] === 'runs'));
}

/** Also for a path that nobody looked up. */
export function namesRunRecords(path: string): boolean {
  return leadsToRunRecords(path.split(/[\\/]+/).filter((segment) => segment !== ''));
}

/**
 * Does a command line name them, in whatever spelling quotes and patterns allow? This catches the plain way; what a program
 * does inside itself, nobody can read from its command line.
 */
export function mentionsRunRecords(command: string, cwd: string): boolean {
  if (namesRunRecords(cwd)) return true;
  const words = command.replace(/["'\\]/g, '').split(/[\s;&|<>()=:]+/);
  return words.some((word) => {
    const segments = word.split(/\/+/).map((segment) => foldName(segment.replace(/\[[^\]]*\]|\{[^}]*\}|\$\w+/g, '*')));
    const at = segments.findIndex((segment) => segment.startsWith('.') && matchesGlob('.practicum', segment));
    const next = segments[at + 1] ?? '';
    return at >= 0 && (next === '' || segments.includes('..', at) || matchesGlob('runs', next));
  });
}
