const reference = /\$\{([^{}]*)\}/g;

/** Every `${…}` replaced by what `replacement` answers for the words inside its braces; undefined: it stays as it stands. */
export function filledIn(text: string, replacement: (inside: string) => string | undefined): string {
  return text.replace(reference, (whole, inside: string) => replacement(inside) ?? whole);
}
