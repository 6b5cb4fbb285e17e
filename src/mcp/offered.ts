import { systemClock } from '../base/clock.ts';
import { maxDescriptionChars, maxOffered, maxOfferedChars } from './bounds.ts';
import type { Connection } from './connection.ts';
import type { LeftOut, Listed, ListedTool } from './listed.ts';

/** As many as one server may bring into each request. */
export function offeredOf({ tools, leftOut }: Listed): { readonly offered: readonly ListedTool[]; readonly leftOut: readonly LeftOut[] } {
  const offered: ListedTool[] = [];
  const others: LeftOut[] = [...leftOut];
  let chars = 0;
  for (const tool of tools) {
    if (tool.schema === undefined) continue;
    chars += JSON.stringify(tool.schema).length + Math.min(tool.description.length, maxDescriptionChars);
    if (offered.length < maxOffered && chars <= maxOfferedChars) offered.push(tool);
    else others.push({ name: tool.name, why: `a server may bring ${maxOffered} tools of ${maxOfferedChars / 1024} KB together` });
  }
  return { offered, leftOut: others };
}

/** Until a server has said what it adds for the one that it speaks to. */
const settleMs = 250;
const maxReads = 3;

/** What it has when it has come to rest: some list more tools once they know whom they speak to, and that is no change of what was agreed to. */
export async function firstLists({ list, onDidChangeLists }: Connection, signal: AbortSignal): Promise<Listed> {
  let isOld = false;
  const heard = onDidChangeLists(() => {
    isOld = true;
  });
  try {
    await systemClock.sleep(settleMs, signal);
    for (let reads = 1; ; reads += 1) {
      isOld = false;
      const listed = await list(signal);
      if (!isOld || reads === maxReads) return listed;
    }
  } finally {
    heard.dispose();
  }
}
