import * as z from 'zod';
import { defined } from '../base/defined.ts';
import type { ToolCall, ToolResult } from '../base/tool.ts';
import type { OpenedPaper } from '../papers/readPaper.ts';
import { type Given, parseGiven } from '../papers/sources/given.ts';
import { hostsToAsk } from '../papers/sources/hosts.ts';
import { defineTool, type RunServices, rare } from './define.ts';
import { oneLine } from './lookups.ts';
import { openPaperFile, paperFileEffects } from './paperFile.ts';

/** A paper as it is: by address, with its formulas as LaTeX and those that could not be read marked. */
export const readPaper = defineTool({
  name: 'read_paper',
  description:
    'Read a paper exactly: by arXiv id, DOI, link or file. First its outline, what it states and what it leaves out; then section (an address such as S3 or S3.E1, or a title), or find (words in it). Formulas are LaTeX; one that could not be read says so: never guess it. A figure’s own address shows its picture.',
  input: z.strictObject({
    paper: z.string().min(1).max(2_000),
    section: z.string().max(300).optional(),
    find: rare(z.string().min(1).max(200).optional()),
    from: rare(z.int().min(0).max(10_000_000).optional()),
  }),
  effectKinds: ['lookup', 'read', 'record'],
  title: ({ paper, section }) => `Read the paper ${oneLine(paper, 80)}${section === undefined ? '' : `, ${oneLine(section, 40)}`}`,
  effects({ paper }, context) {
    const given = parseGiven(paper);
    if (given.kind === 'file') return paperFileEffects(given.path, context.roots);
    const hosts = hostsToAsk(given, context.papers.settings);
    // What is named by its hash lies in our own records or nowhere.
    return hosts.length === 0 ? [{ kind: 'record', what: 'session' }] : hosts.map((host) => ({ kind: 'lookup', host }) as const);
  },
  async run({ paper, section, find, from }, services, call) {
    const given = parseGiven(paper);
    const read = await openFor(given, services, call);
    const { showFound, showOutline, showPart } = await import('../papers/showPaper.ts');
    const wanted = section ?? given.anchor;
    const content = find !== undefined ? showFound(read, find) : wanted !== undefined ? showPart(read, wanted, from) : showOutline(read);
    const figure =
      find === undefined && wanted !== undefined && from === undefined ? await figureIn(read, given, wanted, services, call) : undefined;
    if (figure === undefined) return resultOf(read, content);
    const { images, notes } = figure;
    const shown = resultOf(read, [content, ...notes].join('\n\n'));
    return images.length === 0 ? shown : { ...shown, images };
  },
});

async function openFor(given: Given, services: RunServices, call: ToolCall): Promise<OpenedPaper> {
  const { papers } = services;
  const hosts = given.kind === 'file' ? [] : hostsToAsk(given, papers.settings);
  return await papers.under(call.permit, hosts).open(given, {
    signal: call.signal,
    openFile: (path) => openPaperFile(path, services, call),
  });
}

/** A figure that is asked for by its address comes with its picture, as far as the call may read it. */
async function figureIn({ paper }: OpenedPaper, given: Given, wanted: string, { papers }: RunServices, { permit, signal }: ToolCall) {
  if (!paper.nodes.some(({ kind }) => kind === 'figure')) return undefined;
  const { figureOf } = await import('./paperFigure.ts');
  const hosts = given.kind === 'file' ? [] : hostsToAsk(given, papers.settings);
  const under = papers.under(permit, hosts);
  const ways = { kept: (sha256: string) => under.kept(sha256), fetch: (url: string, stop: AbortSignal) => under.picture(url, stop) };
  return await figureOf(paper, wanted, ways, signal);
}

function resultOf({ paper }: OpenedPaper, content: string): ToolResult {
  const hidden = paper.warnings.flatMap((warning) => (warning.kind === 'hidden-text' ? [warning.hidden] : [])).slice(0, 8);
  return { content, origin: { kind: 'paper', name: paper.id }, ...defined({ hidden: hidden.length === 0 ? undefined : hidden }) };
}
