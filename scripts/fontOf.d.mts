/** The same TrueType font with no outlines but those of `codes`. Throws where it has none for one of them. */
export function fontOf(font: Buffer, codes: readonly number[]): Buffer;
