import type { ToolCall } from '../base/tool.ts';
import type { PaperId } from '../papers/address.ts';
import type { OpenedPaper } from '../papers/readPaper.ts';
import type { Given } from '../papers/sources/given.ts';
import { hostsToAsk } from '../papers/sources/hosts.ts';
import type { RunServices } from '../tools/define.ts';
import { absolutePath, displayPath } from '../tools/paths.ts';

/** The paper with what it says of its set-up, under a permit for `paperEffects`. Throws what the door and the file port throw. */
export async function openPaper(
  id: PaperId,
  { papers, files, roots }: Pick<RunServices, 'papers' | 'files' | 'roots'>,
  call: ToolCall,
): Promise<OpenedPaper> {
  const given: Given = id.kind === 'file' ? { kind: 'file', path: id.id } : { kind: 'paper', id };
  const hosts = id.kind === 'file' ? [] : hostsToAsk(given, papers.settings);
  return await papers.under(call.permit, hosts).open(given, {
    signal: call.signal,
    async openFile(path) {
      const absolute = absolutePath(path, roots);
      const { bytes } = await files.read(call.permit, absolute, call.signal);
      const name = displayPath(absolute, roots);
      return { bytes, name, ...(name === absolute ? {} : { path: name }), readBeside: async () => undefined };
    },
  });
}
