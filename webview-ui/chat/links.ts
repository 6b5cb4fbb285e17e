/** Where a link in an answer may lead. Everything else (javascript:, data:, command:, vscode: …) is shown as plain text. */
export type LinkTarget =
  | { readonly kind: 'web'; readonly url: string; readonly host: string }
  | { readonly kind: 'file'; readonly path: string; readonly line?: number };

export function linkTarget(href: string): LinkTarget | undefined {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: a browser ignores these inside a scheme, so they must not hide one
  const clean = href.replace(/[\u0000-\u0020\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060\ufeff]/g, '');
  if (clean === '' || clean.startsWith('#')) return undefined;
  if (/^https?:/i.test(clean)) return webTarget(clean);
  if (/^mailto:[^?]+@[^?]+$/i.test(clean)) return { kind: 'web', url: clean, host: clean.slice('mailto:'.length) };
  // A scheme that is not listed above, or a path that would leave this machine.
  const isFileWithLine = /^[^:]*[./][^:]*:\d+(?::\d+)?$/.test(clean);
  if ((!isFileWithLine && /^[a-z][a-z0-9+.-]*:/i.test(clean)) || /^[\\/]{2}/.test(clean)) return undefined;
  return fileTarget(href.trim());
}

/** Whether a link's own words already say where it leads: they begin with its host, and with no other. */
export function namesItsHost(words: string, host: string): boolean {
  const plain = words
    .trim()
    .toLowerCase()
    .replace(/^(?:https?:\/\/|mailto:)/, '');
  return plain === host || (plain.startsWith(host) && /^[/?#]/.test(plain.slice(host.length)));
}

function webTarget(href: string): LinkTarget | undefined {
  if (!URL.canParse(href)) return undefined;
  const url = new URL(href);
  // `https://huggingface.co@evil.example` reads like another host: the real one is what is shown, and a user name is never sent.
  if (url.username !== '' || url.password !== '') return undefined;
  return { kind: 'web', url: url.href, host: url.host };
}

/** `train.py`, `src/train.py:12`, `src/train.py#L12-L20`. */
function fileTarget(href: string): LinkTarget | undefined {
  const match = /^(?<path>[^#?:]+)(?:#L?(?<anchor>\d+)[^#]*|:(?<line>\d+)(?::\d+)?)?$/.exec(href);
  const path = match?.groups?.['path'];
  if (path === undefined) return undefined;
  const line = Number(match?.groups?.['anchor'] ?? match?.groups?.['line'] ?? 0);
  const decoded = decodePath(path);
  return line > 0 ? { kind: 'file', path: decoded, line } : { kind: 'file', path: decoded };
}

function decodePath(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
