import { createHash } from 'node:crypto';
import * as z from 'zod';
import { defined } from '../../base/defined.ts';
import { PracticumError } from '../../base/errors.ts';
import { type PaperId, paperIdText, parseAddress } from '../../papers/address.ts';
import { linksFileName, papersFolder } from '../stages/names.ts';
import type { TraceLink } from './link.ts';

/** `.practicum/papers/<paper>/links.json`: the trace links of one paper, made to be committed and merged. docs/formats.md specifies it. */

export const linksVersion = 1;
export { linksFileName, papersFolder };

/** Whose stages a folder holds: those of a paper, or of an experiment without one. */
export type StagesOwner = PaperId | { readonly kind: 'experiment'; readonly id: string };

/** One folder for all versions of a paper. */
export function paperFolder(paper: StagesOwner): string {
  const name =
    paper.kind === 'arxiv'
      ? `arxiv-${paper.id}`
      : paper.kind === 'sha256'
        ? `sha256-${paper.id.slice(0, 16)}`
        : `${paper.kind}-${paper.id}`;
  const safe = name.replaceAll(/[^\w.-]+/g, '_').slice(0, 80);
  return safe === name ? safe : `${safe}-${createHash('sha256').update(name).digest('hex').slice(0, 6)}`;
}

export function linksPath(address: string): string {
  return `${papersFolder}/${paperFolder(parseAddress(address).paper)}/${linksFileName}`;
}

/** The paper without its version. */
export function paperOf(address: string): string {
  const { paper } = parseAddress(address);
  return paperIdText(paper.kind === 'arxiv' ? { kind: 'arxiv', id: paper.id } : paper);
}

const text = z.string().max(20_000);
const address = z.string().refine((value) => {
  try {
    parseAddress(value);
    return true;
  } catch {
    return false;
  }
}, 'is no address in a paper');

const link = z.object({
  address,
  paper: z.object({ hash: z.string().optional(), excerpt: text.optional() }),
  code: z.object({
    file: z.string().min(1),
    symbol: z.array(z.string()),
    kind: z.enum(['class', 'function', 'statements']),
    text: z.array(text),
    hash: z.string().optional(),
    before: text.optional(),
    after: text.optional(),
    nth: z.object({ at: z.int().min(0), of: z.int().min(1) }).optional(),
    owner: text.optional(),
    alike: z.array(text).optional(),
    shares: z.array(z.number()).optional(),
    isCommon: z.literal(true).optional(),
  }),
});

const file = z.object({ v: z.int(), paper: z.string(), links: z.array(link) });

/** Throws `links-unreadable`; whoever reads a file that it refuses must not write it. */
export function parseLinks(json: string, path: string): readonly TraceLink[] {
  if (/^(?:<{7}|={7}$|>{7})/m.test(json)) throw unreadable(path, 'it has conflict marks of git');
  let parsed: unknown;
  try {
    parsed = JSON.parse(json);
  } catch (error) {
    throw unreadable(path, error instanceof Error ? error.message : String(error));
  }
  const found = file.safeParse(parsed);
  if (!found.success) throw unreadable(path, z.prettifyError(found.error).split('\n').slice(0, 2).join(' '));
  if (found.data.v > linksVersion)
    throw new PracticumError('links-newer', `${path} was written by a newer Practicum (version ${found.data.v}).`, {
      hint: 'Update Practicum; the file is left as it is.',
    });
  return found.data.links.map(({ address: at, paper, code }) => ({
    address: at,
    paper: defined(paper),
    code: { ...defined(code), file: code.file, symbol: code.symbol, kind: code.kind, text: code.text } as TraceLink['code'],
  }));
}

function unreadable(path: string, why: string): PracticumError {
  return new PracticumError('links-unreadable', `${path} cannot be read: ${why}.`, {
    hint: 'Mend it, or take it back from git. It is not written until it can be read, and nothing in it is lost.',
  });
}

/** Sorted, one line for each thing that may change, so that git merges what two people linked. */
export function formatLinks(links: readonly TraceLink[]): string {
  const sorted = links.toSorted((a, b) => compare(keyOf(a), keyOf(b)));
  const [first] = sorted;
  const paper = first === undefined ? '' : paperOf(first.address);
  return `${JSON.stringify({ v: linksVersion, paper, links: sorted.map(inOrder) }, null, 2)}\n`;
}

/** The same link, whatever was noted about it. */
export function keyOf({ address: at, code }: TraceLink): string {
  const lines = code.kind === 'statements' ? `\0${code.text.join('\n')}\0${code.nth?.at ?? 0}` : `\0${code.nth?.at ?? ''}`;
  return `${at}\0${code.file}\0${code.symbol.join('.')}\0${code.kind}${lines}`;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function inOrder({ address: at, paper, code }: TraceLink): object {
  const { file: path, symbol, kind, before, after, nth, owner, alike, shares, isCommon, hash, text: lines } = code;
  return {
    address: at,
    paper: defined({ hash: paper.hash, excerpt: paper.excerpt }),
    code: defined({
      file: path,
      symbol: symbol.length === 0 ? [] : symbol,
      kind,
      before,
      after,
      nth,
      owner,
      alike,
      shares,
      isCommon,
      hash,
      text: lines,
    }),
  };
}
