import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { MentionChip } from '../../../src/protocol/chat.ts';
import { Icon, IconButton } from '../../shared/icon.tsx';
import { useChat } from '../context.ts';
import { MentionLabel } from '../mentionLabel.tsx';
import { completeMention, type MentionToken, mentionTokenAt } from '../mentionToken.ts';
import { MentionList, mentionOptionId } from './mentionList.tsx';
import { ModePicker } from './modePicker.tsx';
import { PromptHistory } from './promptHistory.ts';

const maxHeightPx = 240;

export function Composer() {
  const chat = useChat();
  const area = useRef<HTMLTextAreaElement>(null);
  const draft = chat.draft.value;
  const isWorking = chat.isWorking();
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
  }, [draft]);

  useLayoutEffect(() => {
    if (chat.focusRequests.value > 0) area.current?.focus();
  }, [chat.focusRequests.value]);

  useEffect(() => {
    const element = area.current;
    if (chat.composed.value > 0 && element !== null) element.setSelectionRange(element.value.length, element.value.length);
  }, [chat.composed.value]);

  const look = (element: HTMLTextAreaElement) => {
    const next = element.selectionStart === element.selectionEnd ? mentionTokenAt(element.value, element.selectionStart) : undefined;
    setToken(next);
    if (next === undefined || next.query === token?.query) return;
    setChosen(0);
    chat.post({ type: 'findMentions', query: next.query });
  };

  const choose = (chip: MentionChip) => {
    if (token === undefined) return;
    const edited = completeMention(chat.draft.peek(), token, chip.label);
    caret.current = edited.caret;
    chat.addMention(chip);
    chat.draft.value = edited.text;
    setToken(undefined);
  };

  const send = () => {
    history.current.reset();
    setToken(undefined);
    chat.send();
  };

  const recall = (prompt: string | undefined): boolean => {
    if (prompt === undefined) return false;
    chat.draft.value = prompt;
    chat.composed.value++;
    return true;
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.isComposing) return;
    if (isListOpen && onListKey(event)) {
      event.preventDefault();
      event.stopPropagation();
      return;
    }
    if (event.key === 'Enter' && !event.shiftKey && !event.altKey) {
      event.preventDefault();
      send();
    } else if (event.key === 'ArrowUp' && history.current.canRecall(draft)) {
      if (recall(history.current.older(promptsOf(chat)))) event.preventDefault();
    } else if (event.key === 'ArrowDown' && history.current.isRecalling) {
      if (recall(history.current.newer(promptsOf(chat)))) event.preventDefault();
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

  const attach = () => {
    const element = area.current;
    if (element === null) return;
    const at = element.selectionStart;
    const gap = at === 0 || /\s/.test(draft.charAt(at - 1)) ? '' : ' ';
    caret.current = at + gap.length + 1;
    chat.draft.value = `${draft.slice(0, at)}${gap}@${draft.slice(at)}`;
    requestAnimationFrame(() => look(element));
  };

  const head = chat.transcript.head.value;
  return (
    <div class="composer">
      {isListOpen && <MentionList candidates={found} chosen={chosen} onChoose={choose} onHover={setChosen} />}
      {chat.mentions.value.length > 0 && (
        <ul class="chips" aria-label="Attached">
          {chat.mentions.value.map((chip) => (
            <li class="chip">
              <MentionLabel chip={chip} />
              <IconButton
                icon="close"
                label={`Remove ${chip.label}`}
                onClick={() => {
                  chat.removeMention(chip);
                  area.current?.focus();
                }}
              />
            </li>
          ))}
        </ul>
      )}
      <textarea
        ref={area}
        rows={1}
        value={draft}
        aria-label="Message to Practicum"
        aria-autocomplete="list"
        aria-haspopup="listbox"
        aria-controls={isListOpen ? 'mention-list' : undefined}
        aria-activedescendant={isListOpen ? mentionOptionId(chosen) : undefined}
        placeholder={isWorking ? 'Add a message to the queue' : 'Ask Practicum to build, train or explain. @ adds a file'}
        onInput={(event) => {
          chat.draft.value = event.currentTarget.value;
          history.current.reset();
          look(event.currentTarget);
        }}
        onKeyDown={onKeyDown}
        onKeyUp={(event) => {
          if (event.key.startsWith('Arrow') && !isListOpen) look(event.currentTarget);
        }}
        onClick={(event) => look(event.currentTarget)}
        onBlur={() => setToken(undefined)}
      />
      <div class="composer-row">
        <IconButton icon="mention" label="Attach a file" onClick={attach} />
        <IconButton icon="list-selection" label="Add the editor selection" onClick={() => chat.post({ type: 'addSelection' })} />
        <ModePicker mode={head?.mode ?? 'ask'} onChoose={(mode) => chat.post({ type: 'setMode', mode })} />
        <button
          type="button"
          class={`picker model${head !== undefined && head.model === undefined ? ' is-missing' : ''}`}
          title="Choose a model"
          onClick={() => chat.post({ type: 'chooseModel' })}
        >
          <span class="picker-label">{head?.model ?? 'Choose a model'}</span>
          <Icon name="chevron-down" />
        </button>
        <span class="spacer" />
        {isWorking && (
          <IconButton
            icon="debug-stop"
            class="stop"
            label={chat.status === 'stopping' ? 'Stopping' : 'Stop (Escape)'}
            isDisabled={chat.status === 'stopping'}
            onClick={() => chat.post({ type: 'stop' })}
          />
        )}
        {(!isWorking || draft.trim() !== '') && (
          <IconButton
            icon="send"
            class="send"
            label={isWorking ? 'Add to queue (Enter)' : 'Send (Enter)'}
            isDisabled={draft.trim() === ''}
            onClick={send}
          />
        )}
      </div>
    </div>
  );
}

function promptsOf(chat: ReturnType<typeof useChat>): readonly string[] {
  return chat.transcript.entries.peek().flatMap((entry) => {
    const item = entry.item.peek();
    return item.kind === 'user' ? [item.text] : [];
  });
}
