import { useEffect, useRef } from 'preact/hooks';
import type { MentionChip } from '../../../src/protocol/chat.ts';
import { Icon } from '../../shared/icon.tsx';
import { visible } from '../../shared/visible.ts';

export function mentionOptionId(at: number): string {
  return `mention-option-${at}`;
}

const icons: Readonly<Partial<Record<MentionChip['kind'], string>>> = { file: 'file', resource: 'plug', prompt: 'terminal' };

/** Where a file lies; what a command does. */
function moreOf({ kind, label, text = '' }: MentionChip): string {
  if (kind === 'prompt') return visible(text);
  return label.includes('/') ? label.slice(0, label.lastIndexOf('/')) : '';
}

interface MentionListProps {
  readonly candidates: readonly MentionChip[];
  readonly chosen: number;
  readonly onChoose: (chip: MentionChip) => void;
  readonly onHover: (at: number) => void;
}

/** The files that fit what follows the `@`, or the commands that fit what follows the `/`. The keyboard stays in the text; the chosen option is told by `aria-activedescendant`. */
export function MentionList({ candidates, chosen, onChoose, onHover }: MentionListProps) {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.children[chosen]?.scrollIntoView({ block: 'nearest' });
  }, [chosen]);
  return (
    <div
      ref={list}
      id="mention-list"
      class="popup mention-list"
      role="listbox"
      aria-label={candidates[0]?.kind === 'prompt' ? 'Commands' : 'Files'}
    >
      {candidates.map((chip, at) => (
        <div
          id={mentionOptionId(at)}
          class="option"
          role="option"
          aria-selected={at === chosen}
          onMouseMove={() => onHover(at)}
          // Before the textarea loses the keyboard, which would close the list.
          onMouseDown={(event) => {
            event.preventDefault();
            onChoose(chip);
          }}
        >
          <Icon name={icons[chip.kind] ?? 'list-selection'} />
          <span class="option-name">{chip.kind === 'prompt' ? visible(chip.path) : chip.label.split('/').at(-1)}</span>
          <span class="option-more">{moreOf(chip)}</span>
        </div>
      ))}
    </div>
  );
}
