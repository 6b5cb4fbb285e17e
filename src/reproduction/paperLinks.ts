/** Code, models and data that a paper links, with where. */
import { addressIn } from '../papers/address.ts';
import { inlinesOf, nodeText, type Paper, type PaperNode } from '../papers/document.ts';

export interface PaperLink {
  readonly kind: 'code' | 'model' | 'data';
  /** The URL as it is given, without what ends its sentence. */
  readonly text: string;
  /** `arxiv:2106.09685v2#S4.p2`. */
  readonly address: string;
  /** The paper calls it its own. */
  readonly isOwn: boolean;
}

const hosts: readonly (readonly [PaperLink['kind'], RegExp])[] = [
  ['data', /^https?:\/\/(?:www\.)?(?:huggingface\.co|hf\.co)\/datasets\/[\w.-]+\/[\w.-]+/i],
  ['data', /^https?:\/\/(?:www\.)?(?:zenodo\.org|kaggle\.com\/datasets|doi\.org\/10\.5281)\/\S+/i],
  ['code', /^https?:\/\/(?:www\.)?(?:github\.com|gitlab\.com|codeberg\.org|bitbucket\.org)\/[\w.-]+\/[\w.-]+/i],
  ['code', /^https?:\/\/(?:www\.)?(?:huggingface\.co|hf\.co)\/spaces\/[\w.-]+\/[\w.-]+/i],
  [
    'model',
    /^https?:\/\/(?:www\.)?(?:huggingface\.co|hf\.co)\/(?!papers\b|docs\b|blog\b|spaces\b|datasets\b|join\b|pricing\b)[\w.-]+\/[\w.-]+/i,
  ],
];
const own =
  /\b(?:our|the|all) (?:source |training |full )?(?:code|implementation|models?|weights|checkpoints?|data|data ?sets?)\b[^.]{0,80}\b(?:available|released?|at|published|public|found)\b|\b(?:code|implementation|weights|models|checkpoints|data) (?:is|are|will be|can be) (?:publicly )?(?:available|released|found)\b|\bwe (?:release|publish|open-source|make|share)\b/i;
const bare = /\b(?:https?:\/\/)?(?:github\.com|gitlab\.com|codeberg\.org|huggingface\.co|hf\.co)\/[^\s,;)\]}"'”’<>]+/gi;

export function linksOf(paper: Paper): readonly PaperLink[] {
  const found = new Map<string, PaperLink>();
  for (const node of paper.nodes)
    for (const url of urlsOf(node)) {
      const kind = hosts.find(([, host]) => host.test(url))?.[0];
      const key = url.toLowerCase();
      if (kind === undefined || found.has(key)) continue;
      const text = nodeText(node).replaceAll(/\s+/g, ' ');
      const sentence = sentenceAround(text, url.replace(/^https?:\/\//, ''));
      found.set(key, { kind, text: url, address: addressIn(paper.id, node.anchor), isOwn: own.test(sentence) });
    }
  return [...found.values()];
}

/** Dots within an address end none. */
function sentenceAround(text: string, words: string): string {
  const at = text.indexOf(words);
  if (at < 0) return text;
  const end = text.slice(at + words.length).search(/[.;](?:\s|$)/);
  const begin = Math.max(text.lastIndexOf('. ', at), text.lastIndexOf('; ', at)) + 1;
  return text.slice(begin, end < 0 ? undefined : at + words.length + end);
}

function urlsOf(node: PaperNode): readonly string[] {
  const linked = inlinesOf(node).flatMap((inline) => (inline.kind === 'link' ? [inline.href] : []));
  const written = nodeText(node).match(bare) ?? [];
  return [...linked, ...written]
    .map((url) => (/^https?:/i.test(url) ? url : `https://${url}`).replace(/[.,;:)]+$/, ''))
    .filter((url, index, all) => URL.canParse(url) && all.indexOf(url) === index);
}
