import { join } from 'node:path';

/** Where the official programs keep a token on this machine. Paths only: whoever reads them has the person's consent. */
export interface TokenPlaces {
  /** Of `HF_TOKEN`; undefined where it is empty. */
  readonly variable: string | undefined;
  /** The token that `hf auth login` made the one in use. */
  readonly file: string;
  /** All that were ever logged in with, by name. */
  readonly stored: string;
}

/** As huggingface_hub 2.0 finds them (constants.py): `HF_TOKEN_PATH`, else below `HF_HOME`, else below the cache of the user. */
export function tokenPlaces(env: Readonly<Record<string, string | undefined>>, homedir: string): TokenPlaces {
  const cache = filled(env['XDG_CACHE_HOME']) ?? join(homedir, '.cache');
  const home = expanded(filled(env['HF_HOME']) ?? join(cache, 'huggingface'), homedir);
  const file = expanded(filled(env['HF_TOKEN_PATH']) ?? join(home, 'token'), homedir);
  return { variable: filled(env['HF_TOKEN']), file, stored: join(file, '..', 'stored_tokens') };
}

/** The token that a text is; undefined where it is none. Lines end as the official client drops them. */
export function tokenIn(text: string): string | undefined {
  const token = text.trim();
  return /^[\x21-\x7e]{8,4096}$/.test(token) ? token : undefined;
}

export interface StoredToken {
  readonly name: string;
  readonly token: string;
}

/** `stored_tokens`, an INI file: a section for each name, with `hf_token` in it. What is no such section is passed over. */
export function storedTokens(text: string): readonly StoredToken[] {
  const found = new Map<string, string>();
  let name: string | undefined;
  for (const line of text.split(/\r?\n/)) {
    const section = /^\s*\[([^\]]+)\]\s*$/.exec(line)?.[1];
    if (section !== undefined) name = section.trim();
    const token = tokenIn(/^\s*hf_token\s*[=:](.*)$/.exec(line)?.[1] ?? '');
    if (name !== undefined && token !== undefined) found.set(name, token);
  }
  return [...found].map(([each, token]) => ({ name: each, token }));
}

function filled(text: string | undefined): string | undefined {
  return text === undefined || text.trim() === '' ? undefined : text.trim();
}

function expanded(path: string, homedir: string): string {
  return path === '~' || path.startsWith('~/') ? join(homedir, path.slice(1)) : path;
}
