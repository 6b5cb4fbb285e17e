import type { ToolCall } from '../base/tool.ts';
import type { PaperId } from '../papers/address.ts';
import type { OpenedPaper } from '../papers/readPaper.ts';
import type { Given } from '../papers/sources/given.ts';
import { hostsToAsk } from '../papers/sources/hosts.ts';
import type { RunServices } from '../tools/define.ts';
import { openPaperFile } from '../tools/paperFile.ts';

/** The paper with what it says of its set-up, under a permit for `paperEffects`. Throws what the door and the file port throw. */
export async function openPaper(
  id: PaperId,
  services: Pick<RunServices, 'papers' | 'files' | 'folders' | 'roots'>,
  call: ToolCall,
): Promise<OpenedPaper> {
  const { papers } = services;
  const given: Given = id.kind === 'file' ? { kind: 'file', path: id.id } : { kind: 'paper', id };
  const hosts = id.kind === 'file' ? [] : hostsToAsk(given, papers.settings);
  return await papers.under(call.permit, hosts).open(given, {
    signal: call.signal,
    openFile: (path) => openPaperFile(path, services, call),
  });
}
