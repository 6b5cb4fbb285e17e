import { relative, sep } from 'node:path';
import { Cancelled, PracticumError } from '../base/errors.ts';
import { NotPermitted } from '../base/permit.ts';
import type { ToolCall, ToolResult } from '../base/tool.ts';
import { type Address, addressIn, addressText } from '../papers/address.ts';
import type { Paper } from '../papers/document.ts';
import { makeChange } from '../tools/changeFile.ts';
import type { RunServices } from '../tools/define.ts';
import { absolutePath, displayPath, firstRoot } from '../tools/paths.ts';
import { FileNotFound } from '../workspace/fileErrors.ts';
import { isInside } from '../workspace/paths.ts';
import { decodeText, encodeText, plainUtf8 } from '../workspace/text.ts';
import { openPaper } from './openPaper.ts';
import { CodeIndex } from './trace/codeIndex.ts';
import type { TraceLink } from './trace/link.ts';
import { anchorSymbol } from './trace/makeAnchor.ts';
import { anchorOf, paperSide, wordsAt } from './trace/paperSide.ts';
import { type CodeSymbol, readSource, type Source, samePath } from './trace/pythonSource.ts';
import { formatLinks, keyOf, linksPath, parseLinks } from './trace/sideFile.ts';

export interface Wish {
  readonly given: Address;
  readonly file: string;
  /** `Attention.forward`. */
  readonly symbol: string;
  /** Absolute: where the links of this paper are kept. */
  readonly side: string;
}

const mostNamed = 30;

/** Carries out `link_code`. Throws `link-no-symbol`, `link-no-node`, `links-unreadable` and what the ports throw. */
export async function linkSymbol(wish: Wish, services: RunServices, call: ToolCall): Promise<ToolResult> {
  const { source, index } = await codeOf(wish, services, call);
  const symbol = symbolNamed(source, wish.symbol);
  const paper = await paperOf(wish.given, services, call);
  const { address, side } = paperPart(wish.given, paper);
  const link: TraceLink = { address, paper: side, code: anchorSymbol({ source, symbol }, index) };
  const path = wish.side;
  const before = await readIfThere(path, services, call);
  const links = before === undefined ? [] : parseLinks(before.text, displayPath(path, services.roots));
  const isKnown = links.some((other) => keyOf(other) === keyOf(link));
  const text = formatLinks([...links.filter((other) => keyOf(other) !== keyOf(link)), link]);
  const what = `${symbol.path.join('.')} (${source.path}:${symbol.line}–${symbol.endLine})`;
  const origin = paper === undefined ? {} : { origin: { kind: 'paper' as const, name: paper.id } };
  const notes = [
    isKnown ? `${what} was linked to ${address}; both are noted as they are now.` : `${what} is linked to ${address}.`,
    side.excerpt === undefined
      ? 'The paper could not be read now: the link does not know what stands there, and nobody will be told when that changes.'
      : `There the paper says: ${side.excerpt}`,
  ];
  if (text === before?.text) return { content: [`${what} is linked to ${address} already.`, ...notes.slice(1)].join('\n'), ...origin };
  const after = { bytes: encodeText(text, plainUtf8), text };
  const result = await makeChange({ path, before, after, shown: [], notes }, before === undefined ? 'Created' : 'Changed', services, call);
  return { ...result, ...origin };
}

async function codeOf(
  { file }: Wish,
  { files, folders, roots }: RunServices,
  call: ToolCall,
): Promise<{ source: Source; index: CodeIndex }> {
  const root = firstRoot(roots);
  const path = absolutePath(file, roots);
  const name = relative(root, path).split(sep).join('/');
  if (!isInside(root, path) || !/\.(?:py|ipynb)$/i.test(name))
    throw new PracticumError('link-no-code', `${displayPath(path, roots)} is no Python file of ${root}.`, {
      hint: 'Link a .py file or notebook of the first workspace folder.',
    });
  const { bytes } = await files.read(call.permit, path, call.signal);
  const source = readSource(name, decodeText(bytes, name).text);
  if (source.slips.length > 0)
    throw new PracticumError('link-unreadable', `${name} cannot be read as Python around line ${source.slips[0]}.`, {
      hint: 'Mend it first, then link it.',
    });
  const others: Source[] = [];
  for await (const other of folders.texts(call.permit, { path: root, pattern: '*.{py,ipynb}' }, call.signal))
    if (other.path !== name) others.push(readSource(other.path, other.text));
  return { source, index: new CodeIndex([...others, source]) };
}

/** By its whole path, or by the end of it where that is one symbol’s alone. */
function symbolNamed({ path: file, symbols }: Source, given: string): CodeSymbol {
  const wanted = given.replace(/\(\)$/, '').split('.');
  const whole = symbols.filter(({ path }) => samePath(path, wanted));
  const found = whole.length > 0 ? whole : symbols.filter(({ path }) => samePath(path.slice(-wanted.length), wanted));
  const [only] = found;
  if (only === undefined) {
    const names = symbols.slice(0, mostNamed).map(({ path }) => path.join('.'));
    throw new PracticumError('link-no-symbol', `${file} has no function or class ${given}.`, {
      hint: names.length === 0 ? 'There is none in it.' : `It has ${names.join(', ')}${symbols.length > mostNamed ? ', …' : ''}.`,
    });
  }
  if (found.length > 1)
    throw new PracticumError('link-no-symbol', `${file} has ${found.length} of ${given}.`, {
      hint: `They stand at ${found.map(({ path, line }) => `${path.join('.')} (line ${line})`).join(', ')}: give the whole path, or link the class around them.`,
    });
  return only;
}

/** Undefined where it cannot be read now: what was called for may still be linked. */
async function paperOf({ paper: id }: Address, services: RunServices, call: ToolCall): Promise<Paper | undefined> {
  try {
    return (await openPaper(id, services, call)).paper;
  } catch (error) {
    if (call.signal.aborted) throw new Cancelled();
    // A draft that is not there is a mistake in the address; a service that is away is nobody’s.
    const isMistake = id.kind === 'file' || !(error instanceof PracticumError) || error instanceof NotPermitted;
    if (isMistake) throw error;
    return undefined;
  }
}

/** As the paper itself calls the part, whatever name or version was given. */
function paperPart(given: Address, paper: Paper | undefined): Pick<TraceLink, 'address'> & { readonly side: TraceLink['paper'] } {
  const asGiven = addressText(given);
  if (paper === undefined) return { address: asGiven, side: {} };
  const words = wordsAt(paper, given.anchor);
  if (words === undefined)
    throw new PracticumError('link-no-node', `${paper.id} has no part ${given.anchor}.`, {
      hint: 'read_paper shows its parts with their addresses; find looks for words in it.',
    });
  const own = given.anchor === undefined ? paper.id : addressIn(paper.id, anchorOf(paper, given.anchor));
  return { address: linksPath(own) === linksPath(asGiven) ? own : asGiven, side: paperSide(words) };
}

async function readIfThere(path: string, { files }: RunServices, call: ToolCall): Promise<{ bytes: Uint8Array; text: string } | undefined> {
  try {
    const { bytes } = await files.read(call.permit, path, call.signal);
    return { bytes, text: decodeText(bytes, path).text };
  } catch (error) {
    if (error instanceof FileNotFound) return undefined;
    throw error;
  }
}
