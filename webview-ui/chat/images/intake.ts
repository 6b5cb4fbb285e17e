/** What a paste or a drop holds for a message. */
export interface Intake {
  readonly files: readonly File[];
  /** Addresses of files that were dragged out of the editor. */
  readonly uris: readonly string[];
}

const uriTypes = ['application/vnd.code.uri-list', 'text/uri-list'] as const;

/** Pictures in the clipboard; none where it holds text, which then is what was meant. */
export function pastedFiles(data: DataTransfer | null): readonly File[] {
  if (data === null || data.getData('text/plain') !== '') return [];
  return [...data.files].filter(({ type }) => type.startsWith('image/'));
}

export function canTake(data: DataTransfer | null): boolean {
  return data !== null && (data.types.includes('Files') || uriTypes.some((type) => data.types.includes(type)));
}

export function dropped(data: DataTransfer | null): Intake {
  if (data === null) return { files: [], uris: [] };
  // What the editor drags are addresses; a browser that makes files of them has not read them.
  const list = uriTypes.map((type) => data.getData(type)).find((text) => text !== '') ?? '';
  const uris = list.split(/\r?\n/).filter((uri) => uri.startsWith('file:') || uri.startsWith('vscode-remote:'));
  return { files: uris.length > 0 ? [] : [...data.files], uris: uris.slice(0, 100) };
}
