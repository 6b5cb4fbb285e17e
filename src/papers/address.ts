/**
 * One grammar for every place in a paper: `arxiv:1706.03762v7#S3.E1`, `sha256:…#p4.b7`, `file:drafts/paper.tex#eq:loss`.
 * What stands before `#` names the paper, what stands behind names a node, a section, a formula within a sentence or a line.
 */
import { PracticumError } from '../base/errors.ts';

export type PaperId =
  /** `id` without a version: `1706.03762`, `cs/9901001`. */
  | { readonly kind: 'arxiv'; readonly id: string; readonly version?: number }
  | { readonly kind: 'doi'; readonly id: string }
  | { readonly kind: 'openreview'; readonly id: string }
  | { readonly kind: 'acl'; readonly id: string }
  /** Bytes without a name of their own: 64 hexadecimal digits. */
  | { readonly kind: 'sha256'; readonly id: string }
  /** A path relative to the workspace, with `/`. */
  | { readonly kind: 'file'; readonly id: string };

export interface Address {
  readonly paper: PaperId;
  /** Absent: the paper as a whole. */
  readonly anchor?: string;
}

const arxivNew = /^(\d{4}\.\d{4,5})(?:v(\d{1,3}))?$/;
const arxivOld = /^([a-z]+(?:-[a-z]+)?(?:\.[a-z]{2})?\/\d{7})(?:v(\d{1,3}))?$/i;
/** No white space and no `#`; whatever else labels hold. */
const anchorShape = /^[^\s#]{1,200}$/;

/** An address as text. Throws `bad-address` for a text that is none. */
export function parseAddress(text: string): Address {
  const trimmed = text.trim();
  const hash = trimmed.indexOf('#');
  const paper = parsePaperId(hash < 0 ? trimmed : trimmed.slice(0, hash));
  if (hash < 0) return { paper };
  const anchor = trimmed.slice(hash + 1);
  if (!anchorShape.test(anchor)) throw badAddress(text);
  return { paper, anchor: percentDecoded(anchor) };
}

/** The part before `#`. Throws `bad-address`. */
export function parsePaperId(text: string): PaperId {
  const colon = text.indexOf(':');
  const id = text.slice(colon + 1);
  switch (colon < 0 ? '' : text.slice(0, colon).toLowerCase()) {
    case 'arxiv': {
      const arxiv = parseArxivId(id);
      if (arxiv !== undefined) return arxiv;
      break;
    }
    case 'doi':
      // A DOI is compared without regard to case.
      if (/^10\.\d{4,9}\/\S+$/.test(id)) return { kind: 'doi', id: id.toLowerCase() };
      break;
    case 'openreview':
      if (/^[\w-]{4,40}$/.test(id)) return { kind: 'openreview', id };
      break;
    case 'acl':
      if (/^[A-Za-z0-9][\w.-]{3,60}$/.test(id)) return { kind: 'acl', id };
      break;
    case 'sha256':
      if (/^[0-9a-f]{64}$/i.test(id)) return { kind: 'sha256', id: id.toLowerCase() };
      break;
    case 'file':
      if (id !== '' && !/[\n\r\0]/.test(id)) return { kind: 'file', id: percentDecoded(id) };
      break;
  }
  throw badAddress(text);
}

/** `1706.03762`, `1706.03762v7`, `hep-th/9901001`; undefined for anything else. */
export function parseArxivId(text: string): Extract<PaperId, { kind: 'arxiv' }> | undefined {
  const [, id, version] = arxivNew.exec(text) ?? arxivOld.exec(text) ?? [];
  if (id === undefined) return undefined;
  return version === undefined ? { kind: 'arxiv', id } : { kind: 'arxiv', id, version: Number(version) };
}

export function paperIdText(paper: PaperId): string {
  switch (paper.kind) {
    case 'arxiv':
      return `arxiv:${paper.id}${paper.version === undefined ? '' : `v${paper.version}`}`;
    case 'file':
      return `file:${encode(paper.id)}`;
    default:
      return `${paper.kind}:${paper.id}`;
  }
}

export function addressText({ paper, anchor }: Address): string {
  return anchor === undefined ? paperIdText(paper) : `${paperIdText(paper)}#${encode(anchor)}`;
}

/** The address of one of a paper's anchors. `id` as in `Paper.id`. */
export function addressIn(id: string, anchor: string): string {
  return `${id}#${encode(anchor)}`;
}

/** Labels and paths may hold blanks and `#`; an address may not. */
function encode(text: string): string {
  return text.replaceAll(/[%#\s]/gu, (character) => encodeURIComponent(character));
}

/** `%20` as what it stands for; somebody’s own per cent sign stays. */
export function percentDecoded(text: string): string {
  return text.replaceAll(/(?:%[0-9a-f]{2})+/gi, (encoded) => {
    try {
      return decodeURIComponent(encoded);
    } catch {
      return encoded;
    }
  });
}

function badAddress(text: string): PracticumError {
  return new PracticumError('bad-address', `“${text}” is no address in a paper.`, {
    hint: 'Write arxiv:1706.03762v7#S3.E1, doi:10.…, openreview:…, acl:…, sha256:…#p4.b7 or file:paper.tex#eq:loss.',
  });
}
