import { PracticumError } from '../base/errors.ts';
import { isWorthKnowing } from '../base/heldSecrets.ts';
import type { ServerConfiguration } from './desk.ts';

/** `${env:NAME}` and `${input:id}` in what a server is given. */
const reference = /\$\{(env|input):([^}]{1,200})\}/g;

export interface ReferenceSources {
  readonly env: Readonly<Record<string, string | undefined>>;
  input?(id: string, server: string): Promise<string | undefined>;
}

/** With the values in their places, and those of them that are secrets. Throws `mcp-missing-value` for one that nobody has. */
export async function resolved(
  values: Readonly<Record<string, string>>,
  server: string,
  sources: ReferenceSources,
): Promise<{ readonly values: Readonly<Record<string, string>>; readonly secrets: readonly string[] }> {
  const known = new Map<string, string>();
  const entries: [string, string][] = [];
  for (const [name, text] of Object.entries(values)) {
    for (const [whole, kind, id = ''] of text.matchAll(reference)) {
      if (known.has(whole)) continue;
      const value = kind === 'env' ? sources.env[id] : await sources.input?.(id, server);
      if (value === undefined || value === '') throw missing(server, kind === 'env' ? 'env' : 'input', id);
      known.set(whole, value);
    }
    entries.push([name, text.replaceAll(reference, (whole) => known.get(whole) ?? whole)]);
  }
  const given = entries.flatMap(([, value]) => [value, value.replace(/^\w+ /, '')]);
  return { values: Object.fromEntries(entries), secrets: [...new Set([...known.values(), ...given])].filter(isWorthKnowing) };
}

/** What of the person’s own a server is given by references, in words. */
export function givenBy({ transport }: ServerConfiguration): readonly string[] {
  const texts = transport.kind === 'stdio' ? Object.values(transport.env) : Object.values(transport.headers);
  const found = texts.flatMap((text) =>
    [...text.matchAll(reference)].map(([, kind, id = '']) => wordsOf(kind === 'env' ? 'env' : 'input', id)),
  );
  return [...new Set(found)];
}

function wordsOf(kind: 'env' | 'input', id: string): string {
  return kind === 'env' ? `${id} of your environment` : `your answer to “${id}”`;
}

function missing(server: string, kind: 'env' | 'input', id: string): PracticumError {
  return new PracticumError('mcp-missing-value', `The server “${server}” is to be given ${wordsOf(kind, id)}, and there is none.`, {
    hint:
      kind === 'env'
        ? `Set ${id} in the environment that this was started from, or use \${input:…} instead.`
        : 'Start the server again to be asked.',
  });
}

const fromPerson: readonly string[] =
  process.platform === 'win32'
    ? [
        'APPDATA',
        'HOMEDRIVE',
        'HOMEPATH',
        'LOCALAPPDATA',
        'PATH',
        'PATHEXT',
        'PROCESSOR_ARCHITECTURE',
        'SYSTEMDRIVE',
        'SYSTEMROOT',
        'COMSPEC',
        'TEMP',
        'TMP',
        'USERNAME',
        'USERPROFILE',
        'PROGRAMFILES',
      ]
    : ['HOME', 'LOGNAME', 'PATH', 'SHELL', 'TERM', 'USER', 'TMPDIR', 'LANG', 'LC_ALL', 'LC_CTYPE', 'TZ'];

/** What every program needs, and what this one was configured to get. Nothing else of the person’s environment reaches it. */
export function serverEnvironment(
  env: Readonly<Record<string, string | undefined>>,
  configured: Readonly<Record<string, string>>,
): Record<string, string> {
  const needed = Object.entries(env).filter(
    (entry): entry is [string, string] =>
      entry[1] !== undefined && !entry[1].startsWith('()') && fromPerson.includes(entry[0].toUpperCase()),
  );
  return { ...Object.fromEntries(needed), ...configured };
}
