/** Which hosts a list means: `pypi.org` names that one, `*.huggingface.co` every host below it and not itself. */

const label = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?';
const pattern = new RegExp(`^(?:\\*\\.(?=[^.]+\\.))?${label}(?:\\.${label})*$`);

/** Lower case, no port, no address of a page. A star stands for whole labels, in front, and never for a whole top-level domain. */
export function isHostPattern(text: string): boolean {
  return text.length <= 253 && pattern.test(text);
}

export function matchesHost(host: string, patterns: readonly string[]): boolean {
  // A dot at the end names the same host.
  const plain = host.toLowerCase().replace(/\.$/, '');
  if (!isHostPattern(plain) || plain.startsWith('*')) return false;
  return patterns.some((each) => (each.startsWith('*.') ? plain.endsWith(each.slice(1)) : plain === each));
}
