import { maxDescriptionChars, maxOffered, maxOfferedChars } from './bounds.ts';
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
