import type { MentionChip } from '../../src/protocol/chat.ts';
import { Icon } from '../shared/icon.tsx';

export function MentionLabel({ chip }: { readonly chip: MentionChip }) {
  return (
    <>
      <Icon name={chip.kind === 'file' ? 'file' : 'list-selection'} />
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
