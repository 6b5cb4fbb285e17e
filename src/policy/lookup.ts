import { createHash } from 'node:crypto';
import { isAbsolute } from 'node:path';
import { classifyPath, type PathClass, type PathRules, type ResolvedPath } from './paths.ts';
import { type PathFs, resolvePath, resolvePattern, resolveTree } from './resolvePath.ts';

/**
 * What a pure decision wants to know about the disk. `target`: the real place of a path; `link`: the same, without following
 * a link at its very end; `pattern`: every path that the shell would put in its place; `tree`: every file and folder below it, links left
 * out, and of a visible tree all names that begin with a dot.
 */
export interface PathQuestion {
  readonly about: 'target' | 'link' | 'pattern' | 'tree' | 'visible tree';
  readonly path: string;
}

/** Answers from what is already known. Undefined: not known, and whoever asks must assume the worst. */
export interface PathLookup {
  paths(question: PathQuestion): readonly ResolvedPath[] | undefined;
  /** The hash of the code that a program would execute, as far as the workspace holds it: its script and what that imports. */
  code(program: Program): string | undefined;
}

/** A program as Practicum itself starts it. */
export interface Program {
  readonly argv: readonly string[];
  readonly cwd: string;
}

/** What the policy knows about the places that a question leads to. */
export function classify(question: PathQuestion, rules: PathRules & { readonly lookup: PathLookup }): readonly PathClass[] | undefined {
  return rules.lookup.paths(question)?.map((resolved) => classifyPath(resolved, rules));
}

/** A lookup that knows nothing. */
export const knowsNothing: PathLookup = { paths: () => undefined, code: () => undefined };

export interface LookupFs extends PathFs {
  readFile(path: string): Promise<Uint8Array>;
}

/** What answers the questions of a pure decision. */
export interface Disk {
  readonly fs: LookupFs;
  readonly platform: NodeJS.Platform;
  /** See PathLookup.code; undefined where no one hash can be held to. */
  codeOf(program: Program): Promise<string | undefined>;
}

/**
 * Runs a pure function again and again, finding out in between what it asked for, until it has asked for nothing new. So the
 * function stays pure and nobody keeps a second list of what it will want to know. Ends because every round answers
 * at least one new question and a call holds finitely many; the bound is for a fault in `compute`.
 */
export async function computeWithDisk<Result>(compute: (lookup: PathLookup) => Result, { fs, platform, codeOf }: Disk): Promise<Result> {
  const paths = new Map<string, readonly ResolvedPath[] | undefined>();
  const hashes = new Map<string, string | undefined>();
  for (let round = 0; ; round += 1) {
    const wantedPaths = new Map<string, PathQuestion>();
    const wantedHashes = new Map<string, Program>();
    const lookup: PathLookup = {
      paths(question) {
        const key = `${question.about}:${question.path}`;
        if (!paths.has(key)) wantedPaths.set(key, question);
        return paths.get(key);
      },
      code(program) {
        const key = JSON.stringify([program.cwd, program.argv]);
        if (!hashes.has(key)) wantedHashes.set(key, program);
        return hashes.get(key);
      },
    };
    const result = compute(lookup);
    if ((wantedPaths.size === 0 && wantedHashes.size === 0) || round === maxRounds) return result;
    for (const [key, question] of wantedPaths) paths.set(key, await answer(question, fs, platform));
    for (const [key, program] of wantedHashes) hashes.set(key, await codeOf(program));
  }
}

const maxRounds = 100;

async function answer({ about, path }: PathQuestion, fs: PathFs, platform: NodeJS.Platform): Promise<readonly ResolvedPath[] | undefined> {
  switch (about) {
    case 'target':
      return [await resolvePath(path, fs, { platform })];
    case 'link':
      return [await resolvePath(path, fs, { platform, isLinkItself: true })];
    case 'pattern':
      return resolvePattern(path, fs, { platform });
    case 'tree':
    case 'visible tree':
      return resolveTree(path, fs, { platform, isVisible: about === 'visible tree' });
  }
}

/** The bytes of the script alone: for a policy that stands by itself. */
export async function hashScript({ argv: [, script = ''], cwd }: Program, fs: LookupFs): Promise<string | undefined> {
  if (script === '' || script.startsWith('-')) return undefined;
  try {
    return createHash('sha256')
      .update(await fs.readFile(isAbsolute(script) ? script : `${cwd}/${script}`))
      .digest('hex');
  } catch {
    return undefined;
  }
}
