import type { Given } from './given.ts';
import { type PaperSettings, paperHostNames } from './settings.ts';

/** doi.org sends on to whichever of these registered the paper. */
export const doiAgencies: readonly string[] = [
  'api.crossref.org',
  'data.crosscite.org',
  'api.datacite.org',
  'data.datacite.org',
  'data.medra.org',
];

/** The hosts that are asked for papers without a question to the person. */
export function paperHosts(settings: PaperSettings): readonly string[] {
  return [...new Set([...paperHostNames.map((name) => hostOf(settings[name])), ...doiAgencies])];
}

/** The hosts that opening it may ask, before it is known which of them have it. */
export function hostsToAsk(given: Given, settings: PaperSettings): readonly string[] {
  if (given.kind === 'file') return [];
  if (given.kind === 'url') return [hostOf(given.url.href)];
  switch (given.id.kind) {
    case 'arxiv':
      return unique(settings.arxiv, settings.arxivApi, settings.ar5iv);
    case 'doi':
      return paperHosts(settings);
    case 'openreview':
      return unique(settings.openReview, settings.openReviewApi);
    case 'acl':
      return unique(settings.acl);
    case 'sha256':
    case 'file':
      return [];
  }
}

/** `127.0.0.1`, `::1`: as effects name it. */
export function hostOf(address: string): string {
  return new URL(address).hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
}

function unique(...addresses: readonly string[]): readonly string[] {
  return [...new Set(addresses.map(hostOf))];
}
