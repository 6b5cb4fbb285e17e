import type * as vscode from 'vscode';
import { learnSecrets } from '../base/redact.ts';
import type { PapersHost } from '../papers/door.ts';
import { paperSettingsFrom } from '../papers/sources/settings.ts';
import { readAmount, readCount, readSetting } from './settings.ts';

/** Where papers come from, as this window’s settings say. */
export function createEditorPapersHost({ extension }: vscode.ExtensionContext): PapersHost {
  const version: unknown = extension.packageJSON.version;
  return {
    userAgent: `practicum/${String(version)}`,
    settings: () =>
      paperSettingsFrom({
        arxiv: readSetting('practicum.papers.arxiv'),
        arxivApi: readSetting('practicum.papers.arxivApi'),
        ar5iv: readSetting('practicum.papers.ar5iv'),
        doi: readSetting('practicum.papers.doi'),
        openReview: readSetting('practicum.papers.openReview'),
        openReviewApi: readSetting('practicum.papers.openReviewApi'),
        acl: readSetting('practicum.papers.acl'),
        semanticScholar: readSetting('practicum.papers.semanticScholar'),
        arxivGapSeconds: textOf(readAmount('practicum.papers.arxivGapSeconds')),
        cacheMegabytes: textOf(readCount('practicum.papers.cacheMegabytes')),
      }),
    scholarKey() {
      const key = process.env['SEMANTIC_SCHOLAR_API_KEY'];
      if (key === undefined || key === '') return undefined;
      learnSecrets([key]);
      return key;
    },
  };
}

function textOf(value: number | undefined): string | undefined {
  return value === undefined ? undefined : String(value);
}
