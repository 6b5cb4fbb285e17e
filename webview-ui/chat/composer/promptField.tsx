import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { MentionChip } from '../../../src/protocol/chat.ts';
import { IconButton } from '../../shared/icon.tsx';
import { useChat } from '../context.ts';
import type { Draft } from '../draft.ts';
import { pastedFiles } from '../images/intake.ts';
import { PictureNotes } from '../images/pictureNotes.tsx';
import { MentionLabel } from '../mentionLabel.tsx';
import { commandTokenAt, completeCommand, completeMention, type MentionToken, mentionTokenAt } from '../mentionToken.ts';
import { MentionList, mentionOptionId } from './mentionList.tsx';
import { PromptHistory } from './promptHistory.ts';

const maxHeightPx = 240;

/** What the buttons beside the field do with it. */
export interface PromptControl {
  focus(): void;
  /** Opens the list of files at the caret. */
  mention(): void;
}

interface PromptFieldProps {
  readonly draft: Draft;
  readonly label: string;
  readonly placeholder?: string;
  /** The element that says what Enter does. */
  readonly describedBy?: string;
  readonly control?: { current: PromptControl | undefined };
  /** Enter, or Enter with Alt. Shift+Enter breaks the line. */
  readonly onSend: (withAlt: boolean) => void;
  /** Earlier prompts, which Up brings back into an empty field. */
  readonly prompts?: () => readonly string[];
}

/** Where a message is written: it grows with its text, attaches files after an `@`, and shows what is attached. */
export function PromptField({ draft, label, placeholder, describedBy, control, onSend, prompts }: PromptFieldProps) {
  const chat = useChat();
  const area = useRef<HTMLTextAreaElement>(null);
  const text = draft.text.value;
  /** Where the caret goes once a changed draft is in the field: before the next key, so that fast fingers are not overtaken. */
  const caret = useRef<number | undefined>(undefined);
  const [token, setToken] = useState<MentionToken | undefined>(undefined);
  const [chosen, setChosen] = useState(0);
  const history = useRef(new PromptHistory());
  const candidates = chat.candidates.value;
  const found = token !== undefined && candidates?.query === token.query ? candidates.found : [];
  const isListOpen = token !== undefined && found.length > 0;

  useLayoutEffect(() => {
    const element = area.current;
    if (element === null) return;
    element.style.height = 'auto';
    element.style.height = `${Math.min(element.scrollHeight, maxHeightPx)}px`;
    if (caret.current === undefined) return;
    element.focus();
    element.setSelectionRange(caret.current, caret.current);
    caret.current = undefined;
  }, [text]);

  useEffect(() => {
    const element = area.current;
    if (draft.composed.value > 0 && element !== null) element.setSelectionRange(element.value.length, element.value.length);
  }, [draft.composed.value]);

  const look = (element: HTMLTextAreaElement) => {
    const at = element.selectionStart === element.selectionEnd ? element.selectionStart : undefined;
    const next = at === undefined ? undefined : (commandTokenAt(element.value, at) ?? mentionTokenAt(element.value, at));
    setToken(next);
    if (next === undefined || next.query === token?.query) return;
    setChosen(0);
    if (next.query.startsWith('/') && next.start === 0) chat.post({ type: 'findCommands', query: next.query.slice(1) });
    else chat.post({ type: 'findMentions', query: next.query });
  };

  const choose = (chip: MentionChip) => {
    if (token === undefined) return;
    if (chip.kind === 'prompt') {
      const completed = completeCommand(draft.text.peek(), token, chip.label);
      caret.current = completed.caret;
      draft.text.value = completed.text;
      setToken(undefined);
      return;
    }
    const edited = completeMention(draft.text.peek(), token, chip.label);
    caret.current = edited.caret;
    draft.attach(chip);
    chat.pictures.choose(chip, draft);
    draft.text.value = edited.text;
    setToken(undefined);
  };

  const mention = () => {
    const element = area.current;
    if (element === null) return;
    const at = element.selectionStart;
    const gap = at === 0 || /\s/.test(text.charAt(at - 1)) ? '' : ' ';
    caret.current = at + gap.length + 1;
    draft.text.value = `${text.slice(0, at)}${gap}@${text.slice(at)}`;
    requestAnimationFrame(() => look(element));
  };

  useLayoutEffect(() => {
    if (control !== undefined) control.current = { focus: () => area.current?.focus(), mention };
  });

  const recall = (prompt: string | undefined): boolean => {
    if (prompt === undefined) return false;
    draft.put(prompt);
    return true;
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.isComposing) return;
    if (isListOpen && onListKey(event)) {
      event.preventDefault();
      event.stopPropagation();
      return;
    }
    if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      history.current.reset();
      setToken(undefined);
      onSend(event.altKey);
    } else if (prompts === undefined) return;
    else if (event.key === 'ArrowUp' && history.current.canRecall(text)) {
      if (recall(history.current.older(prompts()))) event.preventDefault();
    } else if (event.key === 'ArrowDown' && history.current.isRecalling) {
      if (recall(history.current.newer(prompts()))) event.preventDefault();
    }
  };

  const onListKey = (event: KeyboardEvent): boolean => {
    switch (event.key) {
      case 'ArrowDown':
        setChosen((chosen + 1) % found.length);
        return true;
      case 'ArrowUp':
        setChosen((chosen + found.length - 1) % found.length);
        return true;
      case 'Enter':
      case 'Tab': {
        const chip = found[chosen];
        if (chip !== undefined) choose(chip);
        return true;
      }
      case 'Escape':
        setToken(undefined);
        return true;
      default:
        return false;
    }
  };

  return (
    <>
      {isListOpen && <MentionList candidates={found} chosen={chosen} onChoose={choose} onHover={setChosen} />}
      {draft.mentions.value.length > 0 && (
        <ul class="chips" aria-label="Attached">
          {draft.mentions.value.map((chip) => (
            <li class="chip">
              <MentionLabel chip={chip} />
              <IconButton
                icon="close"
                label={`Remove ${chip.label}`}
                onClick={() => {
                  draft.detach(chip);
                  area.current?.focus();
                }}
              />
            </li>
          ))}
        </ul>
      )}
      <PictureNotes draft={draft} />
      <textarea
        ref={area}
        rows={1}
        value={text}
        aria-label={label}
        aria-autocomplete="list"
        aria-haspopup="listbox"
        aria-controls={isListOpen ? 'mention-list' : undefined}
        aria-activedescendant={isListOpen ? mentionOptionId(chosen) : undefined}
        aria-describedby={describedBy}
        placeholder={placeholder}
        onInput={(event) => {
          draft.text.value = event.currentTarget.value;
          history.current.reset();
          look(event.currentTarget);
        }}
        onPaste={(event) => {
          const files = pastedFiles(event.clipboardData);
          if (files.length === 0) return;
          event.preventDefault();
          void chat.pictures.add(files, draft, true);
        }}
        onKeyDown={onKeyDown}
        onKeyUp={(event) => {
          if (event.key.startsWith('Arrow') && !isListOpen) look(event.currentTarget);
        }}
        onClick={(event) => look(event.currentTarget)}
        onBlur={() => setToken(undefined)}
      />
    </>
  );
}
