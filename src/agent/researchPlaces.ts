/** Where things stand, as texts name it: of claims, and of what tools returned. */
import { type Address, type PaperId, parseAddress, parsePaperId } from '../papers/address.ts';
import { parseGiven } from '../papers/sources/given.ts';

/** A source as its text may be meant. */
export type Named =
  | { readonly kind: 'url'; readonly url: string }
  | { readonly kind: 'paper'; readonly address: Address }
  | { readonly kind: 'file'; readonly path: string; readonly line: number | undefined };

const urlPattern = /https?:\/\/[^\s<>"“”)\]}|`]+/gi;
const addressPattern = /\b(?:arxiv|doi|openreview|acl|sha256|file):[^\s<>"“”)\]},;`]+/gi;
const arxivPattern = /(?<![\d./])\d{4}\.\d{4,5}(?:v\d{1,2})?(?![\d])/g;

/**
 * What a source can mean, the likeliest first; several where a paper is given by its page. `anywhere`: all papers that a long text names, and
 * nothing else.
 */
export function sourcesNamed(text: string, where: 'whole' | 'anywhere' = 'whole'): readonly Named[] {
  if (where === 'anywhere') return papersIn(text).map((address) => ({ kind: 'paper', address }));
  const given = trimmed(text.trim().replace(/^[<([]+|[>)\]]+$/g, ''));
  if (/^https?:\/\//i.test(given)) {
    const paper = paperOf(given);
    return [
      ...(URL.canParse(given) ? [{ kind: 'url', url: given } as const] : []),
      ...(paper === undefined ? [] : [paperSource({ paper })]),
    ];
  }
  const [url] = urlsIn(given);
  const address = addressOf(given);
  if (address !== undefined && address.paper.kind !== 'file')
    return [paperSource(address), ...(url === undefined ? [] : [{ kind: 'url', url } as const])];
  const remote = remoteUrls(given)[0];
  if (remote !== undefined) return [{ kind: 'url', url: remote }];
  if (url !== undefined) return [{ kind: 'url', url }];
  const bare =
    /^(?:www\.)?[\w-]+(?:\.[\w-]+)+\/\S*$/.test(given) && !/:\d+$/.test(given) ? [{ kind: 'url', url: `https://${given}` } as const] : [];
  const file = fileOf(given);
  return [...(file === undefined ? [] : [file]), ...bare, ...(address === undefined ? [] : [paperSource(address)])];
}

function paperSource(address: Address): Named {
  return { kind: 'paper', address };
}

/** `src/train.py:12`, `src/train.py:12-20`, `src/train.py line 12`, `src/train.py`. */
function fileOf(text: string): Named | undefined {
  const [, path = '', line] =
    /^(?:file:(?:\/\/)?)?([^\s:][^:\n]*?)(?:(?::|#L|,?\s+lines?\s+)(\d+)(?:\s*[-–]\s*L?\d+)?)?(?::\d+)?$/i.exec(text) ?? [];
  if (path === '' || (line === undefined && !/[\w)]\.\w{1,10}$/.test(path))) return undefined;
  return { kind: 'file', path, line: line === undefined ? undefined : Number(line) };
}

function addressOf(text: string): Address | undefined {
  const [first] = text.match(addressPattern) ?? [];
  try {
    if (first !== undefined) return parseAddress(trimmed(first));
    const bare = /^(?:arxiv\s+)?(\d{4}\.\d{4,5}(?:v\d{1,2})?)(#\S+)?$/i.exec(text);
    return bare === null ? undefined : parseAddress(`arxiv:${bare[1]}${bare[2] ?? ''}`);
  } catch {
    return undefined;
  }
}

function papersIn(text: string): readonly Address[] {
  const named = [...(text.match(addressPattern) ?? []).map(trimmed), ...(text.match(arxivPattern) ?? []).map((id) => `arxiv:${id}`)];
  const links = urlsIn(text).flatMap((url) => paperOf(url) ?? []);
  return [...new Set(named)].flatMap((each) => addressOf(each) ?? []).concat(links.map((paper) => ({ paper })));
}

/** The paper that an id, address or link names. */
export function paperOf(text: string): PaperId | undefined {
  try {
    const trimmedText = text.trim();
    if (trimmedText.startsWith('file:')) return parsePaperId(trimmedText.replace(/#.*$/, ''));
    const given = parseGiven(trimmedText);
    if (given.kind === 'paper') return given.id;
  } catch {
    // No paper: most links are none.
  }
  return undefined;
}

export function urlsIn(text: string): readonly string[] {
  return (text.match(urlPattern) ?? []).map(trimmed);
}

function trimmed(text: string): string {
  return text.replace(/[.,;:!?'*_]+$/, '');
}

/** The same page however it is written. */
export function urlKey(text: string): string {
  const url = URL.parse(text);
  if (url === null) return text;
  const path = url.pathname.replace(/\/+$/, '');
  return `${url.hostname.replace(/^www\./, '')}${url.port === '' ? '' : `:${url.port}`}${path}${url.search}`;
}

/** A file of a repository elsewhere, as the tools head its lines: `github.com/ada/nets@main:src/model.py:1-80`, `ada/tiny@0123abc:config.json`. */
export function remoteUrls(text: string): readonly string[] {
  const heads = text.matchAll(
    /(?<![\w/])((?:github\.com\/)?(?:datasets\/|spaces\/)?[\w.-]+\/[\w.-]+)@([\w./-]+):([\w./@+-]+?)(?::\d+(?:-\d+)?)?(?=[\s,;)\]]|$)/gm,
  );
  return [...heads].flatMap(([, repo = '', ref = '', path = '']) => {
    const base = repo.startsWith('github.com/') ? `https://${repo}` : `https://huggingface.co/${repo}`;
    const refs = ref === 'HEAD' ? ['HEAD', 'main', 'master'] : [ref];
    return refs.map((each) => `${base}/blob/${each}/${path}`);
  });
}

export interface ShownLine {
  readonly path: string;
  readonly line: number;
  readonly text: string;
}

/** The lines of files here that a result shows: numbered ones of the file that was asked for, and `path:line: text`. */
export function linesShown(content: string, args: Readonly<Record<string, unknown>>): readonly ShownLine[] {
  const asked = args['path'] ?? args['file'];
  const shown: ShownLine[] = [];
  for (const row of content.split('\n')) {
    const numbered = /^\s*(\d+)\t(.*)$/.exec(row);
    if (numbered !== null && typeof asked === 'string' && args['repo'] === undefined && args['on'] === undefined)
      shown.push({ path: asked, line: Number(numbered[1]), text: numbered[2] ?? '' });
    const found = numbered === null ? /^([^\s:][^:\n]*):(\d+): (.*)$/.exec(row) : null;
    if (found !== null) shown.push({ path: found[1] ?? '', line: Number(found[2]), text: found[3] ?? '' });
  }
  return shown;
}
