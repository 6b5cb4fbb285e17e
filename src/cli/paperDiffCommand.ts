import { parseLinks } from '../reproduction/trace/sideFile.ts';
import { compareVersions } from '../reproduction/versions/compareVersions.ts';
import { versionsText } from '../reproduction/versions/versionsText.ts';
import type { CommonOptions, PaperRequest } from './command.ts';
import { openGiven } from './givenPaper.ts';
import { createCliHost } from './host.ts';
import type { Output } from './output.ts';
import { stageFolder } from './stageFolder.ts';

/** `practicum paper diff`: what changed between two versions, and which linked code that touches. Writes nothing. */
export async function diffPapers(
  options: CommonOptions,
  { before, after }: Extract<PaperRequest, { kind: 'diff' }>,
  output: Output,
  signal: AbortSignal,
): Promise<string> {
  const host = createCliHost(options, output);
  const [old, now] = [await openGiven(host, before, false, signal), await openGiven(host, after, false, signal)];
  const json = await stageFolder(host.roots[0] ?? process.cwd(), old.opened.paper.id).read('links.json');
  const links = json === undefined ? [] : parseLinks(json, 'links.json');
  const diff = compareVersions(old.opened, now.opened, links);
  return options.json ? `${JSON.stringify({ v: 1, ...diff })}\n` : `${versionsText(diff)}\n`;
}
