import type { Signal } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { EditableText } from '../../../src/base/approval.ts';
import { Icon } from '../../shared/icon.tsx';
import { visible } from '../../shared/visible.ts';
import { useChat } from '../context.ts';

interface ScriptEditorProps {
  readonly id: string;
  readonly proposed: EditableText;
  /** Undefined: as it was proposed. */
  readonly script: Signal<string | undefined>;
}

/** What is kept of it being open. */
export function editorKey(approval: string): string {
  return `${approval}-edit`;
}

/** The text that would run, for the person to change. Escape puts back what was proposed, and closes the field when nothing was changed. */
export function ScriptEditor({ id, proposed, script }: ScriptEditorProps) {
  const chat = useChat();
  const area = useRef<HTMLTextAreaElement>(null);
  const toggle = useRef<HTMLButtonElement>(null);
  const wantsFocus = useRef(false);
  const key = editorKey(id);
  const isOpen = chat.isOpen(key, false);
  const text = script.value ?? proposed.text;
  const isChanged = text !== proposed.text;
  const noteId = `${key}-note`;

  useLayoutEffect(() => {
    if (isOpen && wantsFocus.current) {
      area.current?.focus();
      area.current?.setSelectionRange(0, 0);
    }
    wantsFocus.current = false;
  }, [isOpen]);

  const reset = () => {
    script.value = undefined;
    area.current?.focus();
  };
  const close = () => {
    chat.setOpen(key, false);
    toggle.current?.focus();
  };
  return (
    <div class="script">
      <button
        ref={toggle}
        type="button"
        class="button button-quiet script-toggle"
        aria-expanded={isOpen}
        aria-controls={`body-${key}`}
        onClick={() => {
          wantsFocus.current = !isOpen;
          chat.setOpen(key, !isOpen);
        }}
      >
        <Icon name={isOpen ? 'chevron-down' : 'chevron-right'} /> Edit before approving
        {isChanged && !isOpen && <span class="script-changed">changed</span>}
      </button>
      <div id={`body-${key}`} hidden={!isOpen}>
        {isOpen && (
          <>
            <textarea
              ref={area}
              class="text-input script-text"
              rows={Math.min(14, Math.max(3, text.split('\n').length + 1))}
              value={text}
              // A command is one long line, and a line of a program is not to be mistaken for two.
              wrap={proposed.language === 'shellscript' ? 'soft' : 'off'}
              spellcheck={false}
              autocapitalize="off"
              aria-label={`${labels[proposed.language] ?? proposed.language} to approve`}
              aria-describedby={noteId}
              onInput={(event) => {
                const { value } = event.currentTarget;
                script.value = value === proposed.text ? undefined : value;
              }}
              onKeyDown={(event) => {
                if (event.key !== 'Escape' || event.isComposing) return;
                event.stopPropagation();
                if (isChanged) reset();
                else close();
              }}
            />
            <div class="script-foot">
              <p id={noteId}>{noteOf(text, isChanged)}</p>
              {isChanged && (
                <button type="button" class="button button-quiet" onClick={reset}>
                  <Icon name="discard" /> Reset
                </button>
              )}
            </div>
          </>
        )}
      </div>
    </div>
  );
}

const labels: Readonly<Record<string, string>> = { shellscript: 'Command', python: 'Python script' };

function noteOf(text: string, isChanged: boolean): string {
  if (text.trim() === '') return 'Nothing is left to run. Write something, or reset it.';
  if (visible(text) !== text) return 'This text holds characters that cannot be seen.';
  return isChanged ? 'Approving runs this text. Escape puts back what was proposed.' : 'Escape closes this field.';
}
