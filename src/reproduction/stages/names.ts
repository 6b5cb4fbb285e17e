/** Where the folders of papers are, and how the files in them are called. */

/** Below a workspace folder. */
export const papersFolder = '.practicum/papers';
/** The trace links of one paper. */
export const linksFileName = 'links.json';

export function stageFileName(stage: string): string {
  return `${stage}.json`;
}

/** The text of a file's analysis lies beside `analysis.json`. */
export function analysisFileName(path: string): string {
  return `analysis/${path.replaceAll('/', '__')}.md`;
}
