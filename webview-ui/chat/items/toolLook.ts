import type { ToolCardState, TranscriptItem } from '../../../src/protocol/chat.ts';

export type ToolEntry = Extract<TranscriptItem, { kind: 'tool' }>;

interface StateLook {
  /** Undefined: the tool's own icon. */
  readonly icon: string | undefined;
  readonly words: string;
}

export const stateLooks: Readonly<Record<ToolCardState, StateLook>> = {
  proposed: { icon: 'circle-large-outline', words: 'Preparing' },
  asked: { icon: 'bell-dot', words: 'Needs your approval' },
  running: { icon: 'loading', words: 'Running' },
  done: { icon: undefined, words: 'Done' },
  failed: { icon: 'error', words: 'Failed' },
  rejected: { icon: 'circle-slash', words: 'Rejected' },
  abandoned: { icon: 'debug-stop', words: 'Stopped' },
};

export function toolIcon(item: ToolEntry): string {
  switch (item.detail?.kind) {
    case 'edit':
      return 'edit';
    case 'shell':
      return 'terminal';
    case 'run':
      return 'graph-line';
    case 'plan':
      return 'checklist';
    case 'research':
      return 'telescope';
    case 'files':
      return 'files';
    case 'table':
      return 'table';
    case 'text':
    case undefined:
      return iconOfName(item.tool);
  }
}

function iconOfName(tool: string): string {
  if (/search|grep|find/.test(tool)) return 'search';
  if (/list/.test(tool)) return 'list-tree';
  if (/run|metric|train/.test(tool)) return 'graph-line';
  if (/shell|bash|exec/.test(tool)) return 'terminal';
  if (/edit|write/.test(tool)) return 'edit';
  if (/plan/.test(tool)) return 'checklist';
  return /read|file/.test(tool) ? 'file' : 'tools';
}

/** Open without being asked: what is happening now. */
export function isOpenByDefault(item: ToolEntry): boolean {
  return item.state === 'running' && (item.output !== '' || item.detail?.kind === 'research');
}

export function hasBody(item: ToolEntry): boolean {
  return item.detail !== undefined || item.output !== '' || item.isCold === true || item.allowed !== undefined;
}
