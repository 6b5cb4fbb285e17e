/** Settings of a YAML file as options of a program that takes overrides: `optimizer.lr=0.1` (Hydra). */
import { defined } from '../../base/defined.ts';
import type { ProgramOption } from './option.ts';
import { ofDefault } from './types.ts';

const setting = /^([ \t]*)([A-Za-z_][\w-]*)[ \t]*:[ \t]*([^#\n]*?)[ \t]*(?:#[ \t]*(.*))?$/;

/** Keys with a plain value. Lists, anchors and texts over several lines are left out: they are free text. */
export function overridesIn(yaml: string): readonly ProgramOption[] {
  const found: ProgramOption[] = [];
  const path: { readonly indent: number; readonly key: string }[] = [];
  for (const line of yaml.split('\n')) {
    const [, indent = '', key = '', value = '', comment] = setting.exec(line) ?? [];
    if (key === '') continue;
    while ((path.at(-1)?.indent ?? -1) >= indent.length) path.pop();
    const name = [...path.map((part) => part.key), key].join('.');
    if (value === '') path.push({ indent: indent.length, key });
    else if ((value === '???' || /^[^[{&*|>!?]/.test(value)) && key !== 'defaults') found.push(override(name, value, comment));
  }
  return found;
}

function override(name: string, value: string, comment: string | undefined): ProgramOption {
  const plain = value.replace(/^(["'])(.*)\1$/, '$2');
  const isBoolean = /^(?:true|false)$/i.test(plain);
  return {
    name,
    form: { is: 'assignment' },
    type: isBoolean ? 'boolean' : ofDefault(plain),
    isRequired: plain === '???',
    ...defined({
      default: plain === '???' || plain === 'null' ? undefined : plain,
      choices: isBoolean ? ['true', 'false'] : undefined,
      help: comment?.trim(),
    }),
  };
}
