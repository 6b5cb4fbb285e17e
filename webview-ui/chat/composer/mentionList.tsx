import { useEffect, useRef } from 'preact/hooks';
import type { MentionChip } from '../../../src/protocol/chat.ts';
import { Icon } from '../../shared/icon.tsx';

export function mentionOptionId(at: number): string {
  return `mention-option-${at}`;
}

interface MentionListProps {
  readonly candidates: readonly MentionChip[];
  readonly chosen: number;
  readonly onChoose: (chip: MentionChip) => void;
  readonly onHover: (at: number) => void;
}

/** The files that fit what follows the `@`. The keyboard stays in the text; the chosen option is told by `aria-activedescendant`. */
export function MentionList({ candidates, chosen, onChoose, onHover }: MentionListProps) {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.children[chosen]?.scrollIntoView({ block: 'nearest' });
  }, [chosen]);
  return (
    <div ref={list} id="mention-list" class="popup mention-list" role="listbox" aria-label="Files">
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
          <Icon name={chip.kind === 'file' ? 'file' : chip.kind === 'resource' ? 'plug' : 'list-selection'} />
          <span class="option-name">{chip.label.split('/').at(-1)}</span>
          <span class="option-more">{chip.label.includes('/') ? chip.label.slice(0, chip.label.lastIndexOf('/')) : ''}</span>
        </div>
      ))}
    </div>
  );
}
