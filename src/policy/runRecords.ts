import { matchesGlob } from './glob.ts';
import { foldName } from './names.ts';

/**
 * What is evidence under `.practicum`, at any depth: the folders of runs, which only the run itself writes, locks, which only their
 * holder does, what a person decided in a register of what a paper leaves open, and what locks the code that measures.
 */

/** Do these segments lead there? `.practicum` itself counts: it cannot be replaced without what is in it. */
export function leadsToRunRecords(segments: readonly string[]): boolean {
  const folded = segments.map(foldName);
  const at = folded.indexOf('.practicum');
  if (at < 0) return false;
  const below = folded.slice(at + 1);
  const last = below.at(-1);
  return (
    last === undefined || below.includes('.practicum') || below[0] === 'runs' || /\.lock$|^(?:register.*|integrity)\.jsonl?$/.test(last)
  );
}

/** Also for a path that nobody looked up. */
export function namesRunRecords(path: string): boolean {
  return leadsToRunRecords(path.split(/[\\/]+/).filter((segment) => segment !== ''));
}

/** A file in which a stage of a reproduction is kept: `.practicum/papers/<paper>/spec.json`, the report beside it, the text of an analysis. */
export function isStageFile(segments: readonly string[]): boolean {
  const at = segments.indexOf('.practicum');
  const below = at < 0 ? [] : segments.slice(at + 1);
  const [papers, paper, ...names] = below;
  if (papers !== 'papers' || paper === undefined || below.includes('.practicum')) return false;
  const [first = '', second = ''] = names;
  return names.length === 1
    ? /^[a-z][\w-]*\.(?:json|md)$/.test(first)
    : names.length === 2 && first === 'analysis' && /^[^.].*\.md$/.test(second);
}

/** A whole sentence for a person: why nothing is written there. */
export function whyNeverWritten(path: string): string {
  const name = foldName(path.split(/[\\/]+/).at(-1) ?? '');
  if (!namesRunRecords(path)) return 'Sessions, rules, grants and money are recorded here: only Practicum itself writes there.';
  if (/\.lock$/.test(name)) return 'Only the holder of a lock under .practicum writes it.';
  if (name === 'integrity.json')
    return 'What measures is locked here, and what was found is evidence: only check_integrity and a person change it.';
  if (/^register.*\.jsonl?$/.test(name)) return 'What is decided in a register is decided by a person, and only they change it.';
  return 'Run folders under .practicum/runs are measured evidence: only the run itself writes there.';
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
    if (at < 0) return false;
    const last = segments.at(-1) ?? '';
    return next === '' || segments.includes('..', at) || matchesGlob('runs', next) || /\.lock$|^(?:register|integrity\.json)/.test(last);
  });
}
