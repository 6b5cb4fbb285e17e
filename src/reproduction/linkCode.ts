import * as z from 'zod';
import { addressText } from '../papers/address.ts';
import { parseGiven } from '../papers/sources/given.ts';
import { defineTool } from '../tools/define.ts';
import { oneLine } from '../tools/lookups.ts';
import { absolutePath, firstRoot, pathField } from '../tools/paths.ts';
import { paperEffects, paperGiven } from './paperGiven.ts';
import { linksPath } from './trace/sideFile.ts';

/** Notes in a paper’s side file which code does what the paper says at an address. What finds code is loaded at the first link. */
export const linkCode = defineTool({
  name: 'link_code',
  description:
    'Link a function or class to the part of a paper that it implements: address as read_paper gives it (arxiv:1706.03762v7#S3.E1), symbol as Class.method. The person then sees each beside the other, and is told when either changes.',
  input: z.strictObject({ address: z.string().min(1).max(500), file: pathField, symbol: z.string().min(1).max(500) }),
  effectKinds: ['lookup', 'read', 'record', 'write'],
  title: ({ address, symbol }) => `Link ${oneLine(symbol, 60)} to ${oneLine(address, 80)}`,
  effects({ address, file }, context) {
    const { roots } = context;
    const side = sidePath(address, roots);
    return [
      // What looks like the code now is no place for it later.
      { kind: 'read', path: firstRoot(roots) },
      { kind: 'read', path: absolutePath(file, roots) },
      ...paperEffects(paperGiven(address, roots), context),
      { kind: 'read', path: side },
      { kind: 'write', path: side },
    ];
  },
  async run({ address, file, symbol }, services, call) {
    const { linkSymbol } = await import('./linkSymbol.ts');
    const paper = paperGiven(address, services.roots);
    const anchor = parseGiven(address).anchor;
    const given = { paper, ...(anchor === undefined ? {} : { anchor }) };
    return await linkSymbol({ given, file, symbol, side: sidePath(address, services.roots) }, services, call);
  },
});

function sidePath(address: string, roots: readonly string[]): string {
  return absolutePath(linksPath(addressText({ paper: paperGiven(address, roots) })), [firstRoot(roots)]);
}
