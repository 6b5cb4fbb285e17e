import type { ExportFormat } from '../protocol/chat.ts';

export interface ExportKind {
  readonly format: ExportFormat;
  readonly label: string;
  readonly description: string;
  readonly extension: string;
}

/** What a session can be written as. */
export const exportKinds: readonly ExportKind[] = [
  { format: 'markdown', label: 'Markdown', description: 'To read or to share', extension: 'md' },
  { format: 'json', label: 'JSON', description: 'Every event, for a program', extension: 'json' },
  { format: 'claude-code', label: 'Claude Code JSONL', description: 'For the trace viewer of Hugging Face', extension: 'jsonl' },
  { format: 'messages', label: 'Messages JSONL', description: 'One line, for data sets of conversations', extension: 'jsonl' },
];

export function exportKind(format: ExportFormat): ExportKind | undefined {
  return exportKinds.find((kind) => kind.format === format);
}

/** A name that every file system takes: `Fix the data loader.md`. */
export function exportName(title: string, extension: string): string {
  const name = title
    // Signs that Windows refuses, and control characters.
    .replace(/[\p{Cc}<>:"/\\|?*]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    // Nor a dot or a space at the end.
    .slice(0, 80)
    .replace(/[. ]+$/, '');
  return `${name === '' ? 'session' : name}.${extension}`;
}
