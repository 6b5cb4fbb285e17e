/** How much of anything is taken from a server. All of it comes from a program that nobody here has written. */

/** One message, in bytes. */
export const maxMessageBytes = 8 * 1024 * 1024;
/** Within `windowMs`: what a server sends without being asked, and all that it sends, in bytes. */
export const windowMs = 10_000;
export const maxUnaskedPerWindow = 5_000;
export const maxBytesPerWindow = 64 * 1024 * 1024;
/** What waits to be read by the server. */
export const maxUnreadBytes = 16 * 1024 * 1024;
/** What is kept of what it writes to its standard error. */
export const maxTailChars = 64 * 1024;

/** Until it has said who it is, and has listed what it has. A program that is downloaded first takes its time; nobody waits for it. */
export const startMs = 60_000;
export const listMs = 30_000;
export const usualCallMs = 60_000;

export const maxPages = 50;
export const maxListed = 1_000;
/** Tools that one server may bring into each request, and what they may weigh there together. */
export const maxOffered = 128;
export const maxOfferedChars = 256 * 1024;
export const maxSchemaChars = 16 * 1024;
export const maxDescriptionChars = 2_000;
export const maxNameChars = 200;

/** Of a result: what the model gets, and what is kept. */
export const maxResultChars = 32 * 1024;
export const maxKeptChars = 2 * 1024 * 1024;
export const maxImages = 8;

/** Braille’s blank is a symbol to Unicode, and has no shape either. */
const unseen = /[\p{Cf}\p{Co}\p{Cn}\p{Default_Ignorable_Code_Point}\u2800]|\p{Variation_Selector}/gu;
/** But for tabs and line ends. */
const controls = /(?![\t\n])\p{Cc}/gu;

/** Words of a server as they may be shown: without characters that nobody sees, and at most so long. */
export function shownWords(text: string, chars: number): string {
  const plain = text
    .slice(0, chars * 4)
    .replaceAll(unseen, '')
    .replaceAll(controls, '')
    .trim();
  if (plain.length <= chars) return plain;
  const cut = plain.slice(0, chars - 1);
  return `${/[\uD800-\uDBFF]$/.test(cut) ? cut.slice(0, -1) : cut}…`;
}

/** The same in one line. */
export function shownLine(text: string, chars: number): string {
  return shownWords(text.slice(0, chars * 4).replaceAll(/\s+/g, ' '), chars);
}
