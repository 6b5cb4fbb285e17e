/** How a script can be told to go on from a checkpoint. Pure: from its text to what its command line becomes. */

export type ResumeWay =
  /** It takes the path: `--resume_from_checkpoint PATH`. */
  | { readonly kind: 'option'; readonly option: string }
  /** It takes no path, but finds its newest checkpoint when asked to: `--resume`. */
  | { readonly kind: 'flag'; readonly option: string }
  /** It reads `PRACTICUM_RESUME`. */
  | { readonly kind: 'environment' }
  /** It always goes on from what it finds, as with Keras’ BackupAndRestore. */
  | { readonly kind: 'itself'; readonly by: string };

/** In order: what leaves the least doubt first. */
const optionNames = [
  'resume_from_checkpoint',
  'resume_from',
  'resume_path',
  'resume_ckpt',
  'resume_checkpoint',
  'ckpt_path',
  'load_checkpoint',
  'load_ckpt',
  'restore_from',
  'from_checkpoint',
  'resume',
  'restore',
];

const declared = /(?:add_argument|add_option|\boption|\badd)\(\s*((?:["']-{1,2}[\w-]+["']\s*,?\s*)+)([^()]*(?:\([^()]*\)[^()]*)*)\)/g;
const isFlag = /action\s*=\s*["']store_true["']|BooleanOptionalAction|is_flag\s*=\s*True/;
const byItself: readonly (readonly [RegExp, string])[] = [
  [/\bBackupAndRestore\s*\(/, 'BackupAndRestore'],
  [/\bget_last_checkpoint\s*\(/, 'get_last_checkpoint'],
  [/\bresume_from_checkpoint\s*=\s*True\b/, 'resume_from_checkpoint=True'],
  [/\bckpt_path\s*=\s*["']last["']/, 'ckpt_path="last"'],
];

/** Undefined: nobody can tell this script. `texts`: the script and what it imports of the person's own. */
export function resumeWay(texts: readonly string[]): ResumeWay | undefined {
  const text = texts.join('\n');
  const options = [...text.matchAll(declared)].map(([, names = '', rest = '']) => ({
    names: [...names.matchAll(/--[\w-]+/g)].map(([name]) => name),
    isFlag: isFlag.test(rest),
  }));
  for (const wanted of optionNames) {
    for (const { names, isFlag: takesNothing } of options) {
      const option = names.find((name) => name.slice(2).replaceAll('-', '_') === wanted);
      if (option !== undefined) return { kind: takesNothing ? 'flag' : 'option', option };
    }
  }
  // These declare it themselves; the Trainer hears of it only when the script hands it on.
  if (/\b(?:HfArgumentParser|TrlParser)\s*\(/.test(text) && /args\.resume_from_checkpoint\b/.test(text))
    return { kind: 'option', option: '--resume_from_checkpoint' };
  if (/\bLightningCLI\s*\(/.test(text)) return { kind: 'option', option: '--ckpt_path' };
  if (/\bPRACTICUM_RESUME\b/.test(text)) return { kind: 'environment' };
  const itself = byItself.find(([pattern]) => pattern.test(text));
  return itself === undefined ? undefined : { kind: 'itself', by: itself[1] };
}

/** The arguments that go on from there. What they said before of the same option is replaced. */
export function resumeArgs(args: readonly string[], way: ResumeWay, checkpoint: string): readonly string[] {
  switch (way.kind) {
    case 'option':
      return [...without(args, way.option, true), way.option, checkpoint];
    case 'flag':
      return [...without(args, way.option, false), way.option];
    case 'environment':
    case 'itself':
      return args;
  }
}

function without(args: readonly string[], option: string, takesValue: boolean): readonly string[] {
  const kept: string[] = [];
  for (let at = 0; at < args.length; at++) {
    const arg = args[at] ?? '';
    if (arg.startsWith(`${option}=`)) continue;
    if (arg !== option) kept.push(arg);
    else if (takesValue && args[at + 1]?.startsWith('--') === false) at += 1;
  }
  return kept;
}

/** Every resumed script gets these, however else it is told. */
export function resumeEnvironment(checkpoint: string, step: number | undefined): Readonly<Record<string, string>> {
  return { PRACTICUM_RESUME: checkpoint, ...(step === undefined ? {} : { PRACTICUM_RESUME_STEP: String(step) }) };
}
