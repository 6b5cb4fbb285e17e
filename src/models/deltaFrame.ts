/**
 * The events of one block differ in nothing but one string: what stands around it is the same, byte for byte, twenty thousand times over.
 * Once such an event was read in full, the next of its kind is known by its frame, and only the string is read. Whatever differs anywhere
 * else does not fit the frame, and is read in full again.
 */
export class DeltaFrame<Meaning> {
  #before = '';
  #after = '';
  #meaning: Meaning | undefined;

  /** `data` was read in full, and its one string stands under `key`. */
  learn(data: string, key: string, meaning: Meaning): void {
    this.#meaning = undefined;
    const opening = `"${key}":"`;
    const start = data.indexOf(opening) + opening.length;
    // A long string is not worth it, and a key that comes twice does not say which is meant.
    if (start < opening.length || data.length > longestFramed || data.includes(opening, start)) return;
    stringContent.lastIndex = start;
    const end = start + (stringContent.exec(data)?.[0].length ?? 0);
    this.#before = data.slice(0, start);
    this.#after = data.slice(end);
    this.#meaning = meaning;
  }

  /** What an event means and the string in it, when it is the learned one but for the string. */
  read(data: string): { readonly meaning: Meaning; readonly piece: string } | undefined {
    const meaning = this.#meaning;
    if (meaning === undefined) return undefined;
    const end = data.length - this.#after.length;
    if (end < this.#before.length || !data.startsWith(this.#before) || !data.endsWith(this.#after)) return undefined;
    const piece = unescaped(data.slice(this.#before.length, end));
    return piece === undefined ? undefined : { meaning, piece };
  }
}

const longestFramed = 4096;
/** Of a JSON string, up to its closing quote. */
const stringContent = /(?:[^"\\]|\\.)*/y;

function unescaped(content: string): string | undefined {
  if (!content.includes('"') && !content.includes('\\')) return content;
  try {
    const value: unknown = JSON.parse(`"${content}"`);
    return typeof value === 'string' ? value : undefined;
  } catch {
    // A quote that is not escaped: there is more in this event than one string.
    return undefined;
  }
}
