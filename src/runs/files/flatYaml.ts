/** The scalars on the first level of a YAML file: what Lightning's hparams.yaml, Ultralytics' args.yaml and MLflow's meta.yaml mostly are. */
import { readFile, stat } from 'node:fs/promises';

const maxBytes = 256 * 1024;
const maxEntries = 500;

/** Lists, nested mappings and nulls are left out; a text of several lines (`>`, `|`) is one line. */
export function flatYaml(text: string): ReadonlyMap<string, string> {
  const entries = new Map<string, string>();
  const lines = text.split(/\r?\n/);
  for (const [at, line] of lines.entries()) {
    const [, name, value = ''] = /^([A-Za-z_][\w.\-/]*):[ \t]+(.*)$/.exec(line) ?? [];
    if (name === undefined || entries.size >= maxEntries) continue;
    const scalar = /^[>|][-+\d]*$/.test(value.trim()) ? blockBelow(lines, at) : scalarOf(value.trim());
    if (scalar !== undefined) entries.set(name, scalar);
  }
  return entries;
}

/** Empty when there is no such file. */
export async function readFlatYaml(file: string): Promise<ReadonlyMap<string, string>> {
  const info = await stat(file).catch(() => undefined);
  if (info?.isFile() !== true || info.size > maxBytes) return new Map();
  return flatYaml(await readFile(file, 'utf8').catch(() => ''));
}

function blockBelow(lines: readonly string[], at: number): string | undefined {
  const below = lines.slice(at + 1);
  const end = below.findIndex((line) => /^\S/.test(line));
  const text = below
    .slice(0, end < 0 ? undefined : end)
    .map((line) => line.trim())
    .join(' ')
    .trim();
  return text === '' ? undefined : text;
}

function scalarOf(value: string): string | undefined {
  const quoted = /^'((?:[^']|'')*)'$/.exec(value)?.[1]?.replaceAll("''", "'") ?? /^"((?:[^"\\]|\\.)*)"$/.exec(value)?.[1];
  if (quoted !== undefined) return quoted;
  const plain = value.replace(/\s+#.*$/, '');
  return plain === '' || plain === 'null' || plain === '~' || /^[[{&*!|>#]/.test(plain) ? undefined : plain;
}
