/** What a person types or pastes for a paper, understood without asking anybody. */

import { fileURLToPath } from 'node:url';
import { PracticumError } from '../../base/errors.ts';
import { type Address, type PaperId, paperIdText, parseAddress, parseArxivId, percentDecoded } from '../address.ts';

export type Given =
  | { readonly kind: 'paper'; readonly id: PaperId; readonly anchor?: string }
  /** A page, PDF or source anywhere. */
  | { readonly kind: 'url'; readonly url: URL; readonly anchor?: string }
  | { readonly kind: 'file'; readonly path: string; readonly anchor?: string };

/** Throws `no-such-paper` for what is none of them. */
export function parseGiven(text: string): Given {
  const trimmed = text.trim().replace(/^<(.*)>$/, '$1');
  if (trimmed === '') throw noPaper(text);
  return asFileUrl(trimmed) ?? asAddress(trimmed) ?? asUrl(trimmed) ?? asBareId(trimmed) ?? asFile(trimmed) ?? fail(text);
}

/** As browsers and editors name files of this machine. */
function asFileUrl(text: string): Given | undefined {
  if (!/^file:\/\//i.test(text)) return undefined;
  try {
    const url = new URL(text);
    const anchor = url.hash.length > 1 ? { anchor: percentDecoded(url.hash.slice(1)) } : {};
    return { kind: 'file', path: fileURLToPath(url), ...anchor };
  } catch {
    throw noPaper(text);
  }
}

/** `arXiv:1706.03762v7`, `doi:10.…#S3.E1`. */
function asAddress(text: string): Given | undefined {
  if (!/^(?:arxiv|doi|openreview|acl|sha256|file):\s*(?!\/\/)/i.test(text)) return undefined;
  const address: Address = parseAddress(text.replace(/^(\w+):\s+/, '$1:').replace(/^(arxiv:[^#]*)\.pdf$/i, '$1'));
  const anchor = address.anchor === undefined ? {} : { anchor: address.anchor };
  if (address.paper.kind === 'file') return { kind: 'file', path: address.paper.id, ...anchor };
  return { kind: 'paper', id: arxivOfDoi(address.paper) ?? address.paper, ...anchor };
}

function asUrl(text: string): Given | undefined {
  if (!/^https?:\/\//i.test(text)) {
    const isKnownHost =
      /^(?:www\.|export\.)?(?:arxiv\.org|doi\.org|dx\.doi\.org|openreview\.net|aclanthology\.org|huggingface\.co|hf\.co)\//i;
    return isKnownHost.test(text) ? asUrl(`https://${text}`) : undefined;
  }
  const url = URL.parse(text);
  if (url === null || url.username !== '') throw noPaper(text);
  const id = idOfUrl(url);
  const anchor = url.hash.length > 1 && id !== undefined ? { anchor: percentDecoded(url.hash.slice(1)) } : {};
  if (id !== undefined) return { kind: 'paper', id, ...anchor };
  url.hash = '';
  return { kind: 'url', url };
}

/** Of the services that are known by name; undefined: some other address. */
function idOfUrl({ hostname, pathname, searchParams }: URL): PaperId | undefined {
  const host = hostname.replace(/^(?:www|export|browse|dx)\./, '');
  const path = percentDecoded(pathname);
  switch (host) {
    case 'arxiv.org':
    case 'ar5iv.org':
    case 'ar5iv.labs.arxiv.org':
    case 'alphaxiv.org':
      return arxivIn(/^\/(?:abs|pdf|html|e-print|src|format|ps)?\/?(.+?)(?:\.pdf|\.html?)?\/?$/.exec(path)?.[1]);
    case 'huggingface.co':
    case 'hf.co':
      return arxivIn(/^\/papers\/([^/]+?)(?:\.md)?\/?$/.exec(path)?.[1]);
    case 'doi.org':
      return doiOf(path.slice(1));
    case 'openreview.net': {
      const id = searchParams.get('id');
      return /^\/(?:forum|pdf|attachment|revisions)$/.test(path) && id !== null && /^[\w-]{4,40}$/.test(id)
        ? { kind: 'openreview', id }
        : undefined;
    }
    case 'aclanthology.org':
    case 'aclweb.org': {
      const id = /^\/(?:anthology\/)?([A-Z]\d{2}-\d{4}|\d{4}\.[\w-]+\.\d+)(?:v\d+)?(?:\.pdf|\.bib|\.xml)?\/?$/.exec(path)?.[1];
      return id === undefined ? undefined : { kind: 'acl', id };
    }
    default:
      return undefined;
  }
}

function asBareId(text: string): Given | undefined {
  const [bare = '', anchor] = text.replace(/^arxiv\s+(?=\S+$)/i, '').split('#', 2);
  const id = arxivIn(bare) ?? doiOf(bare) ?? aclIn(bare);
  return id === undefined ? undefined : { kind: 'paper', id, ...(anchor === undefined || anchor === '' ? {} : { anchor }) };
}

/** A name with an ending, a slash or a dot: a path. Words are none. */
function asFile(text: string): Given | undefined {
  if (/[\n\r\0]/.test(text) || text.length > 4_096 || /^\w+:\/\//.test(text)) return undefined;
  const hash = text.lastIndexOf('#');
  const ending = /\.(?:pdf|html?|xhtml|tex|ltx|md|markdown|txt|gz|tgz|tar)(?=#|$)/i;
  if (hash > 0 && ending.test(text.slice(0, hash))) return { kind: 'file', path: text.slice(0, hash), anchor: text.slice(hash + 1) };
  return ending.test(text) || /[/\\]|^\.|\.\w{1,10}$/.test(text) ? { kind: 'file', path: text } : undefined;
}

function arxivIn(text: string | undefined): PaperId | undefined {
  return text === undefined ? undefined : parseArxivId(text);
}

function aclIn(text: string): PaperId | undefined {
  return /^(?:[A-Z]\d{2}-\d{4}|(?:19|20)\d\d\.[\w-]+\.\d+)$/.test(text) ? { kind: 'acl', id: text } : undefined;
}

function doiOf(text: string): PaperId | undefined {
  if (!/^10\.\d{4,9}\/\S+$/.test(text)) return undefined;
  const id: PaperId = { kind: 'doi', id: text.replace(/[.,;]$/, '').toLowerCase() };
  return arxivOfDoi(id) ?? aclOfDoi(id) ?? id;
}

/** arXiv and the ACL give their papers DOIs that hold their own identifiers. */
function arxivOfDoi({ kind, id }: PaperId): PaperId | undefined {
  return kind === 'doi' ? arxivIn(/^10\.48550\/arxiv\.(.+)$/.exec(id)?.[1]) : undefined;
}

function aclOfDoi({ id }: PaperId): PaperId | undefined {
  const acl = /^10\.18653\/v1\/(.+)$/.exec(id)?.[1];
  return acl === undefined ? undefined : { kind: 'acl', id: acl.replace(/^[a-z](?=\d{2}-)/, (letter) => letter.toUpperCase()) };
}

function fail(text: string): never {
  throw noPaper(text);
}

function noPaper(text: string): PracticumError {
  return new PracticumError('no-such-paper', `“${text.slice(0, 200)}” names no paper.`, {
    hint: 'Give an arXiv id (1706.03762), a DOI, an address of arXiv, OpenReview, the ACL Anthology or Hugging Face, of a PDF or page, or a file.',
  });
}

/** How it is called in messages. */
export function givenText(given: Given): string {
  return given.kind === 'paper' ? paperIdText(given.id) : given.kind === 'url' ? given.url.href : given.path;
}
