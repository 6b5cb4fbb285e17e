/** In which language a text is, roughly: by its script, and for the Latin one by its most frequent words. */

const scripts: readonly (readonly [language: string, letters: RegExp])[] = [
  ['ja', /[\u3040-\u30ff]/g],
  ['ko', /[\uac00-\ud7af]/g],
  ['zh', /[\u4e00-\u9fff]/g],
  ['ru', /[\u0400-\u04ff]/g],
  ['ar', /[\u0600-\u06ff]/g],
  ['he', /[\u0590-\u05ff]/g],
  ['el', /[\u0370-\u03ff]/g],
  ['hi', /[\u0900-\u097f]/g],
  ['th', /[\u0e00-\u0e7f]/g],
];

const stopWords: Readonly<Record<string, readonly string[]>> = {
  en: ['the', 'and', 'of', 'to', 'is', 'in', 'that', 'it', 'you', 'for', 'with', 'was', 'this', 'are', 'what', 'how', 'a', 'i'],
  de: ['der', 'die', 'und', 'das', 'ist', 'nicht', 'ein', 'eine', 'zu', 'den', 'mit', 'von', 'auf', 'ich', 'sie', 'wie', 'für'],
  fr: ['le', 'la', 'les', 'et', 'des', 'est', 'une', 'un', 'que', 'pour', 'dans', 'du', 'pas', 'qui', 'vous', 'je', 'au'],
  es: ['el', 'los', 'las', 'y', 'que', 'en', 'una', 'por', 'con', 'para', 'es', 'no', 'como', 'del', 'lo', 'su'],
  it: ['il', 'che', 'di', 'e', 'per', 'una', 'sono', 'non', 'con', 'del', 'della', 'è', 'gli', 'come', 'questo'],
  pt: ['o', 'os', 'que', 'de', 'e', 'uma', 'para', 'com', 'não', 'do', 'da', 'em', 'é', 'como', 'você'],
  nl: ['de', 'het', 'een', 'en', 'van', 'niet', 'is', 'dat', 'op', 'te', 'voor', 'met', 'zijn', 'ik', 'je'],
};

/** An ISO 639-1 code, `code` for programs, or undefined where nobody can tell. */
export function languageOf(text: string): string | undefined {
  const head = text.slice(0, 2_000);
  const letters = head.match(/\p{L}/gu)?.length ?? 0;
  if (letters < 8) return undefined;
  for (const [language, pattern] of scripts)
    if ((head.match(pattern)?.length ?? 0) > letters * (language === 'ja' ? 0.1 : 0.4)) return language;
  if (/^(?:\s*(?:def|class|import|from|#include|public|function|const|let|package|SELECT)\b|\s*```)/m.test(head) && /[;{}()=]/.test(head)) {
    const marks = head.match(/[;{}()=<>[\]_]/g)?.length ?? 0;
    if (marks > letters * 0.08) return 'code';
  }
  const words = head.toLowerCase().match(/\p{L}+/gu) ?? [];
  if (words.length < 4) return undefined;
  let best: { readonly language: string; readonly hits: number } | undefined;
  for (const [language, known] of Object.entries(stopWords)) {
    const set = new Set(known);
    const hits = words.filter((word) => set.has(word)).length;
    if (hits > (best?.hits ?? 0)) best = { language, hits };
  }
  return best !== undefined && best.hits >= Math.max(1, words.length * 0.08) ? best.language : undefined;
}
