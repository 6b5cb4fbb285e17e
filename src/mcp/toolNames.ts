import { createHash } from 'node:crypto';

/** The longest that every provider takes for a tool's name. */
const maxChars = 64;

/**
 * What the model calls a server's tool: `mcp__files__read_file`. A name that had to be changed to be one carries a piece of a hash of what it was, so
 * two that differ never become the same. No tool of ours begins so.
 */
export function toolNameOf(server: string, tool: string): string {
  const [first, second] = [plain(server), plain(tool)];
  const name = `mcp__${first}__${second}`;
  // Where one ends and the other begins must be seen: “a_” and “b” make the same name as “a” and “_b”.
  const isClear = !server.endsWith('_') && !tool.startsWith('_');
  if (first === server && second === tool && isClear && name.length <= maxChars) return name;
  const mark = createHash('sha256').update(`${server}\0${tool}`).digest('hex').slice(0, 8);
  return `${name.slice(0, maxChars - mark.length - 1)}_${mark}`;
}

function plain(name: string): string {
  const letters = name.replaceAll(/[^A-Za-z0-9_-]+/g, '_').replaceAll(/_{2,}/g, '_');
  return letters === '' ? '_' : letters;
}
