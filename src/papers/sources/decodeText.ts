/** Bytes of a text in whatever encoding: by its mark, by what it says of itself, else by what fits. */

/** `declared`: as the text itself names its encoding. */
export function decodeText(bytes: Uint8Array, declared?: string): string {
  const wide = utf16Of(bytes);
  const known = wide === undefined ? decoderOf(declared) : new TextDecoder(wide);
  if (known !== undefined) return known.decode(bytes);
  const text = new TextDecoder().decode(bytes);
  // Texts from before 2015 are often in Latin-1. One broken byte in UTF-8 must not spoil all its other letters.
  const broken = count(text, '\ufffd');
  return broken > 0 && broken >= (text.match(/[\u0080-\ufffc]/g)?.length ?? 0) ? new TextDecoder('windows-1252').decode(bytes) : text;
}

/** Whether it may be a text: no bytes are zero but those of UTF-16. */
export function isText(bytes: Uint8Array): boolean {
  return utf16Of(bytes) !== undefined || !bytes.subarray(0, 4_096).includes(0);
}

/** By its mark, or by every other byte of its beginning being zero and the others letters; undefined: something else. */
function utf16Of(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  const head = bytes.subarray(0, 64);
  if (head.length < 8) return undefined;
  const isZeroAt = (rest: number): boolean => head.every((byte, at) => (at % 2 === rest ? byte === 0 : byte >= 9 && byte < 127));
  return isZeroAt(1) ? 'utf-16le' : isZeroAt(0) ? 'utf-16be' : undefined;
}

function decoderOf(label: string | undefined): InstanceType<typeof TextDecoder> | undefined {
  if (label === undefined) return undefined;
  try {
    const decoder = new TextDecoder(label);
    // Who could read the word was not reading UTF-16 (HTML, 13.2.3.3); UTF-8 is what is tried anyway.
    return decoder.encoding.startsWith('utf-') ? undefined : decoder;
  } catch {
    return undefined;
  }
}

function count(text: string, letter: string): number {
  return text.split(letter).length - 1;
}
