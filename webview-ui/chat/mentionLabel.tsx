import type { MentionChip } from '../../src/protocol/chat.ts';
import { Icon } from '../shared/icon.tsx';

const icons = { file: 'file', selection: 'list-selection', paper: 'book' } as const satisfies Readonly<Record<MentionChip['kind'], string>>;

export function MentionLabel({ chip }: { readonly chip: MentionChip }) {
  return (
    <>
      <Icon name={icons[chip.kind]} />
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
