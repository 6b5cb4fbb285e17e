/** What an entry of a list of references says of itself, where it says it in a form that cannot be misread. */
import { defined } from '../../base/defined.ts';
import type { Reference } from '../document.ts';

export type ReferenceFacts = Pick<Reference, 'title' | 'year' | 'doi' | 'arxiv'>;

export function factsOf(text: string): ReferenceFacts {
  const doi = /\b(10\.\d{4,9}\/[^\s"<>{}]+)/.exec(text)?.[1]?.replace(/[.,;)\]]+$/, '');
  const arxiv =
    /\barxiv(?:\.org\/(?:abs|pdf)\/|[\s:./]*(?:preprint\s+)?(?:arxiv\s*:\s*)?)(\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?\/\d{7})/i.exec(
      text,
    )?.[1];
  const withoutIds = text.replaceAll(/\d{4}\.\d{4,5}|10\.\d{4,9}\/\S+|\d+\s*[–-]+\s*\d+/g, ' ');
  const years = [...withoutIds.matchAll(/(?<![\d.:/])((?:19|20)\d\d)[a-z]?(?![\d:])/g)].map(([, year]) => Number(year));
  return defined({ title: titleIn(text), year: years.at(-1), doi, arxiv });
}

/** In quotation marks, or the sentence after the authors of the plain styles. */
function titleIn(text: string): string | undefined {
  const quoted = /[“"]([^”"]{8,300}?)[,.]?[”"]/.exec(text)?.[1];
  if (quoted !== undefined) return quoted;
  // Initials and “et al.” end no sentence.
  const sentences = text
    .replaceAll(/\b(\p{Lu})\.(?=[\s~,-])/gu, '$1\ue003')
    .replaceAll(/\bal\./g, 'al\ue003')
    .split(/(?<=[^\s.]{2})[.?]\s+|\ue003\s+(?=\p{Lu}\p{Ll}+\s\p{Ll})/u);
  const [, second, third] = sentences.map((one) => one.replaceAll('\ue003', '.').trim());
  const title = second !== undefined && /^\(?(?:19|20)\d\d[a-z]?\)?$/.test(second) ? third : second;
  return title !== undefined && /\s/.test(title) && title.length >= 8 && title.length < 300 && !/^(?:In|pages|vol|arXiv)\b/i.test(title)
    ? title
    : undefined;
}
