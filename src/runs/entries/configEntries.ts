/** Finds out which program trains by a YAML or TOML file. Looks at its text only. */
import type { EntryPoint, Launcher } from './entryPoint.ts';

export interface ConfigFile {
  /** Whole, with folders: where a file lies tells what it is for. */
  readonly path: string;
  readonly text: string;
}

/** More than any of these files has. */
const maxText = 200_000;

export function findConfigEntries({ path, text }: ConfigFile): readonly EntryPoint[] {
  if (text.length > maxText) return [];
  const launcher = /\.toml$/i.test(path) ? ofToml(text) : ofYaml(path, text);
  if (launcher === undefined) return [];
  const first = text.split('\n').findIndex((line) => line.trim() !== '' && !/^\s*(?:#|---)/.test(line));
  return [{ line: Math.max(0, first), kind: 'config', label: `a configuration of ${launcher.by}`, launcher, args: [] }];
}

function ofToml(text: string): Launcher | undefined {
  const has = (table: string): boolean => new RegExp(`^\\[${table}\\][ \\t]*(?:#.*)?$`, 'm').test(text);
  return has('training') && has('model') ? { by: 'torchtitan' } : undefined;
}

function ofYaml(path: string, text: string): Launcher | undefined {
  const keys = new Set([...text.matchAll(/^([A-Za-z_]\w*)[ \t]*:/gm)].map(([, key]) => key));
  const has = (...names: readonly string[]): boolean => names.every((name) => keys.has(name));
  if (has('base_model', 'datasets')) return { by: 'axolotl' };
  if (has('stage') && (keys.has('finetuning_type') || keys.has('template') || keys.has('do_train'))) return { by: 'llamafactory' };
  if (/^[ \t]+_component_[ \t]*:/m.test(text)) return torchtune(text);
  if (keys.has('model_name_or_path') && (keys.has('dataset_name') || keys.has('datasets') || keys.has('dataset_mixer')))
    return trl(path, keys, text);
  return undefined;
}

/** The recipe is not in the settings; the comment at the top of each of torchtune's own configurations says the command. */
function torchtune(text: string): Launcher | undefined {
  const said = /\btune run\b(?:[ \t\\\n#]+--[\w-]+(?:[= \t]+[\w./:]+)?)*[ \t\\\n#]+([A-Za-z_]\w+)/.exec(text)?.[1];
  return said === undefined ? undefined : { by: 'torchtune', recipe: said };
}

const trlMethods = ['grpo', 'rloo', 'dpo', 'kto', 'orpo', 'cpo', 'ppo', 'reward', 'sft'] as const;

/** Each method of TRL is a command of its own: named in a comment, by the file's place, or by a setting that only it has. */
function trl(path: string, keys: ReadonlySet<string | undefined>, text: string): Launcher | undefined {
  const said = /^#.*\btrl[ \t]+([a-z]+)\b/m.exec(text)?.[1];
  const named = trlMethods.find((method) =>
    new RegExp(`(?:^|[^a-z])${method}(?:[^a-z]|$)`, 'i').test(path.split(/[\\/]/).slice(-3).join('/')),
  );
  const byKey =
    keys.has('reward_funcs') || keys.has('num_generations')
      ? 'grpo'
      : keys.has('beta')
        ? 'dpo'
        : keys.has('packing') || keys.has('max_length') || keys.has('max_seq_length') || keys.has('dataset_text_field')
          ? 'sft'
          : undefined;
  const method = trlMethods.find((each) => each === said) ?? named ?? byKey;
  return method === undefined ? undefined : { by: 'trl', method };
}
