/** The smallest run that a program offers itself: its own flags for trying it out, with their smallest values. Pure. */
import type { EntryPoint } from '../entries/entryPoint.ts';
import type { ProgramOption } from './option.ts';
import { argumentsOf, valuesOf } from './values.ts';

/** Made for trying a program out: one of them is enough. */
const smokeSwitch = /^(?:fast[-_]?dev[-_]?run|smoke(?:[-_]?test)?|dry[-_]?run|sanity[-_]?check)$/;
/** End a run early; the value is the smallest that still takes a step after the first. */
const limits: readonly (readonly [name: RegExp, value: string])[] = [
  [/^(?:max|num|total|n|train|max[-_]train|num[-_]train)?[-_]?(?:steps|iters|iterations|updates)$/, '2'],
  [/^(?:num|max|n)?[-_]?(?:train[-_])?epochs?$/, '1'],
  [/^limit[-_](?:train|val|test|predict)[-_]batches$/, '2'],
  [/^(?:limit|max[-_](?:train|eval|val|test|predict)[-_]samples|num[-_]samples|n[-_]samples|subset)$/, '8'],
];

/** Arguments for a dry run beside those that are given; undefined: the program shows no way to try it out. */
export function dryRunArguments(
  entry: Pick<EntryPoint, 'launcher' | 'args'>,
  options: readonly ProgramOption[],
  args: readonly string[],
): readonly string[] | undefined {
  const known = ofLauncher(entry);
  if (known !== undefined) return [...args, ...known];
  const smoke = options.find(({ name }) => smokeSwitch.test(lastOf(name)));
  const set = new Map<string, string>();
  if (smoke !== undefined) set.set(smoke.name, smoke.type === 'boolean' ? 'true' : smoke.form.is === 'assignment' ? 'true' : '1');
  else
    for (const { name, type, form } of options) {
      const value =
        form.is === 'value' || form.is === 'assignment' ? limits.find(([pattern]) => pattern.test(lastOf(name)))?.[1] : undefined;
      if (value !== undefined && type !== 'boolean') set.set(name, value);
    }
  if (set.size === 0) return undefined;
  const { values, rest } = valuesOf(options, args);
  return argumentsOf(options, { values: new Map([...values, ...set]), rest });
}

/** Programs whose settings are in a file have documented ways to override them. */
function ofLauncher({ launcher, args }: Pick<EntryPoint, 'launcher' | 'args'>): readonly string[] | undefined {
  switch (launcher.by) {
    case 'axolotl':
      return ['--max-steps=2'];
    case 'llamafactory':
      return ['max_steps=2'];
    case 'trl':
      return ['--max_steps', '2'];
    case 'torchtune':
      return ['max_steps_per_epoch=2', 'epochs=1'];
    case 'torchtitan':
      return ['--training.steps', '2'];
    case 'python':
      // LightningCLI: https://lightning.ai/docs/pytorch/stable/common/trainer.html#fast-dev-run
      return args[0] === 'fit' ? ['--trainer.fast_dev_run=true'] : undefined;
    case 'torchrun':
    case 'accelerate':
    case 'uv':
    case 'function':
      return undefined;
  }
}

/** Of `trainer.max_steps`, `max_steps`. */
function lastOf(name: string): string {
  return (name.split('.').at(-1) ?? name).toLowerCase();
}
