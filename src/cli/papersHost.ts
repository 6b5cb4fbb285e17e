import { learnSecrets } from '../base/redact.ts';
import type { PapersHost } from '../papers/door.ts';
import { paperSettingsFrom } from '../papers/sources/settings.ts';
import { userAgent } from './hubHost.ts';

/** Where papers come from, as the environment says. */
export function createCliPapersHost(env: Readonly<Record<string, string | undefined>>): PapersHost {
  return {
    userAgent,
    settings: () =>
      paperSettingsFrom({
        arxiv: env['PRACTICUM_PAPERS_ARXIV'],
        arxivApi: env['PRACTICUM_PAPERS_ARXIV_API'],
        ar5iv: env['PRACTICUM_PAPERS_AR5IV'],
        doi: env['PRACTICUM_PAPERS_DOI'],
        openReview: env['PRACTICUM_PAPERS_OPENREVIEW'],
        openReviewApi: env['PRACTICUM_PAPERS_OPENREVIEW_API'],
        acl: env['PRACTICUM_PAPERS_ACL'],
        semanticScholar: env['PRACTICUM_PAPERS_SEMANTIC_SCHOLAR'],
        arxivGapSeconds: env['PRACTICUM_PAPERS_ARXIV_GAP_SECONDS'],
        cacheMegabytes: env['PRACTICUM_PAPERS_CACHE_MEGABYTES'],
      }),
    scholarKey() {
      const key = env['SEMANTIC_SCHOLAR_API_KEY'];
      if (key === undefined || key === '') return undefined;
      learnSecrets([key]);
      return key;
    },
  };
}
