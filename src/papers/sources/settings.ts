import { PracticumError } from '../../base/errors.ts';

/** Where papers come from: each is a setting, so that a mirror or a stand-in takes its place. Origins without a slash at the end. */
export interface PaperSettings {
  /** Pages, sources and PDFs: `https://arxiv.org`. */
  readonly arxiv: string;
  readonly arxivApi: string;
  readonly ar5iv: string;
  readonly doi: string;
  readonly openReview: string;
  readonly openReviewApi: string;
  readonly acl: string;
  readonly semanticScholar: string;
  /** Between two requests to arXiv, of all processes of this machine together. */
  readonly arxivGapMs: number;
  /** What papers may take of the disk. */
  readonly mostBytes: number;
}

export const usualPaperSettings: PaperSettings = {
  arxiv: 'https://arxiv.org',
  arxivApi: 'https://export.arxiv.org',
  ar5iv: 'https://ar5iv.labs.arxiv.org',
  doi: 'https://doi.org',
  openReview: 'https://openreview.net',
  openReviewApi: 'https://api2.openreview.net',
  acl: 'https://aclanthology.org',
  semanticScholar: 'https://api.semanticscholar.org',
  // “no more than one request every three seconds”: arXiv API, terms of use.
  arxivGapMs: 3_000,
  mostBytes: 2 * 2 ** 30,
};

export const paperHostNames = [
  'arxiv',
  'arxivApi',
  'ar5iv',
  'doi',
  'openReview',
  'openReviewApi',
  'acl',
  'semanticScholar',
] as const satisfies readonly (keyof PaperSettings)[];
export type PaperHostName = (typeof paperHostNames)[number];

/** As they stand in settings or in the environment: empty where nothing was said. */
export type WrittenPaperSettings = Readonly<Partial<Record<PaperHostName | 'arxivGapSeconds' | 'cacheMegabytes', string | undefined>>>;

/** Throws `paper-setting`. */
export function paperSettingsFrom(written: WrittenPaperSettings): PaperSettings {
  const origins = Object.fromEntries(
    paperHostNames.map((name) => [name, origin(name, written[name] || usualPaperSettings[name])]),
  ) as Record<PaperHostName, string>;
  const gapMs = 1000 * numberOf('arxivGapSeconds', written.arxivGapSeconds, usualPaperSettings.arxivGapMs / 1000);
  // arXiv’s own machines are never asked faster than they allow.
  const isOwn = [origins.arxiv, origins.arxivApi].every((each) => isThisMachine(new URL(each).hostname));
  return {
    ...origins,
    arxivGapMs: isOwn ? gapMs : Math.max(gapMs, usualPaperSettings.arxivGapMs),
    mostBytes: 2 ** 20 * numberOf('cacheMegabytes', written.cacheMegabytes, usualPaperSettings.mostBytes / 2 ** 20),
  };
}

export function isThisMachine(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || hostname === '::1' || /^127(\.\d{1,3}){3}$/.test(hostname);
}

function origin(name: PaperHostName, text: string): string {
  const url = URL.parse(text);
  const isPlain = url?.protocol === 'http:' && isThisMachine(url.hostname);
  if (url !== null && (url.protocol === 'https:' || isPlain) && url.username === '')
    return `${url.origin}${url.pathname.replace(/\/+$/, '')}`;
  throw new PracticumError('paper-setting', `“${text.slice(0, 200)}” is no address for practicum.papers.${name}.`, {
    hint: `Give an https address such as ${usualPaperSettings[name]}; plain http only for this machine.`,
  });
}

function numberOf(name: string, text: string | undefined, usual: number): number {
  if (text === undefined || text === '') return usual;
  const value = Number(text);
  if (Number.isFinite(value) && value >= 0) return value;
  throw new PracticumError('paper-setting', `“${text.slice(0, 50)}” is no number for practicum.papers.${name}.`, {
    hint: `Give a number such as ${usual}.`,
  });
}
