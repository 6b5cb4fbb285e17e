/** What a formula’s tokens say. */
import { checkFormula } from '../formulaCheck.ts';
import { type Token, texOf, trimmed } from './token.ts';

/** Its TeX, or why it cannot be read. */
export function saidFormula(
  tokens: readonly Token[],
  problem: string | undefined,
  isDisplay: boolean,
): { readonly tex: string | null; readonly unreadable?: string } {
  const tex = texOf(trimmed(tokens)).replaceAll(/ +/g, ' ').trim();
  if (problem !== undefined) return { tex: null, unreadable: problem };
  const check = checkFormula(withoutPlaceholders(tex), isDisplay);
  if (!check.isKnown) return { tex: null, unreadable: check.reason };
  return 'notDrawn' in check ? { tex, unreadable: check.notDrawn } : { tex };
}

const placeholder = /\ue001[^\ue002]*\ue002/g;

/** A number stands where a reference will be filled in. */
function withoutPlaceholders(tex: string): string {
  return tex.includes('\ue001') ? tex.replaceAll(placeholder, '1') : tex;
}
