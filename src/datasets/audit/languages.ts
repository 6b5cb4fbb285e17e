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

const languagesOfWord = new Map<string, string[]>();
for (const [language, words] of Object.entries(stopWords))
  for (const word of words) languagesOfWord.set(word, [...(languagesOfWord.get(word) ?? []), language]);

/** So much of a text tells its language. */
const lookedAt = 800;

/** An ISO 639-1 code, `code` for programs, or undefined where nobody can tell. */
export function languageOf(text: string): string | undefined {
  const head = text.slice(0, lookedAt);
  const words = head.toLowerCase().match(/\p{L}+/gu) ?? [];
  const letters = words.reduce((sum, word) => sum + word.length, 0);
  if (letters < 8) return undefined;
  return byScript(head, letters) ?? (isCode(head, letters) ? 'code' : byWords(words));
}

function byScript(head: string, letters: number): string | undefined {
  if (!/[\u0370-\uffff]/.test(head)) return undefined;
  return scripts.find(([language, pattern]) => (head.match(pattern)?.length ?? 0) > letters * (language === 'ja' ? 0.1 : 0.4))?.[0];
}

function isCode(head: string, letters: number): boolean {
  if (!/^(?:\s*(?:def|class|import|from|#include|public|function|const|let|package|SELECT)\b|\s*```)/m.test(head)) return false;
  return (head.match(/[;{}()=<>[\]_]/g)?.length ?? 0) > letters * 0.08;
}

function byWords(words: readonly string[]): string | undefined {
  if (words.length < 4) return undefined;
  const hits = new Map<string, number>();
  for (const word of words) for (const language of languagesOfWord.get(word) ?? []) hits.set(language, (hits.get(language) ?? 0) + 1);
  const [best] = [...hits].sort(([, a], [, b]) => b - a);
  return best !== undefined && best[1] >= Math.max(1, words.length * 0.08) ? best[0] : undefined;
}
