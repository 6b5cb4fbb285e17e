/** Numbers that stand for texts: equal for equal texts, and different for different ones as far as 53 bits go. */

/** Two streams of FNV-1a (http://www.isthe.com/chongo/tech/comp/fnv/), of which the second also turns its bits, mixed at the end. */
export function hashText(text: string): number {
  let a = 0x811c9dc5;
  let b = 0x9747b28c;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    a = Math.imul(a ^ unit, 0x01000193);
    b = Math.imul(b ^ unit ^ (b >>> 15), 0x01000193);
  }
  return (mixed(a) & 0x1fffff) * 2 ** 32 + (mixed(b ^ text.length) >>> 0);
}

/** Every bit of what goes in reaches every bit of what comes out. */
function mixed(bits: number): number {
  let hash = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}

/** What two texts must share to count as the same: letters without case, words without the blanks between them. */
export function normalised(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();
}
