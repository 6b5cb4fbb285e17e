import type { MentionChip } from '../../src/protocol/chat.ts';
import { Icon } from '../shared/icon.tsx';
import { Thumbnail } from './images/thumbnail.tsx';

const icons = {
  file: 'file',
  selection: 'list-selection',
  paper: 'book',
  picture: 'file-media',
  resource: 'plug',
  prompt: 'terminal',
} as const satisfies Readonly<Record<MentionChip['kind'], string>>;

export function MentionLabel({ chip }: { readonly chip: MentionChip }) {
  return (
    <>
      {chip.picture === undefined ? <Icon name={icons[chip.kind]} /> : <Thumbnail picture={chip.picture} isNamed />}
      <span class="chip-label">{chip.label}</span>
      {chip.kind === 'selection' && chip.firstLine !== undefined && !chip.label.includes(':') && (
        <span class="chip-lines">{linesOf(chip.firstLine, chip.lastLine)}</span>
      )}
    </>
  );
}

function linesOf(first: number, last: number | undefined): string {
  return last === undefined || last === first ? `:${first}` : `:${first}–${last}`;
}
