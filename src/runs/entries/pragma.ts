import type { Launcher } from './entryPoint.ts';
import { splitWords } from './words.ts';

/** `# train: [python | torchrun | accelerate launch | uv run] [arguments]`: somebody says that, and how, the file trains. */
export interface Pragma {
  /** From 0. */
  readonly line: number;
  readonly launcher: Launcher | undefined;
  readonly args: readonly string[];
}

const pragma = /^#[ \t]*train:[ \t]*([^\n]*)$/m;
const launchers: readonly (readonly [words: readonly string[], launcher: Launcher])[] = [
  [['accelerate', 'launch'], { by: 'accelerate' }],
  [['torchrun'], { by: 'torchrun' }],
  [['uv', 'run'], { by: 'uv' }],
  [['python'], { by: 'python' }],
];

export function readPragma(text: string): Pragma | undefined {
  if (!text.includes('train:')) return undefined;
  const found = pragma.exec(text);
  if (found === null) return undefined;
  const words = splitWords((found[1] ?? '').trim());
  const known = launchers.find(([names]) => names.every((name, at) => words[at] === name));
  const line = text.slice(0, found.index).split('\n').length - 1;
  return { line, launcher: known?.[1], args: words.slice(known?.[0].length ?? 0) };
}
