/** How the files in a paper's folder are called. */

export function stageFileName(stage: string): string {
  return `${stage}.json`;
}

/** The text of a file's analysis lies beside `analysis.json`. */
export function analysisFileName(path: string): string {
  return `analysis/${path.replaceAll('/', '__')}.md`;
}
