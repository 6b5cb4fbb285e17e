import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { TranscriptItem } from '../../../src/protocol/chat.ts';
import { plural } from '../../shared/format.ts';
import { Icon } from '../../shared/icon.tsx';
import { useChat } from '../context.ts';
import { ChangeCounts } from './changeCounts.tsx';
import { Disclosure } from './disclosure.tsx';

type Changes = Extract<TranscriptItem, { kind: 'changes' }>;

/** What a turn did to the person's files, and the way back. */
export function ChangesItem({ item }: { readonly item: Changes }) {
  const added = item.files.reduce((sum, file) => sum + file.added, 0);
  const removed = item.files.reduce((sum, file) => sum + file.removed, 0);
  const own = item.files.filter(({ label }) => !isStage(label));
  const stages = item.files.filter(({ label }) => isStage(label));
  return (
    <section class={`changes${item.isReverted ? ' is-reverted' : ''}`} aria-label="Changed files">
      <div class="changes-head">
        <Icon name="diff-multiple" />
        <span class="changes-title">{plural(item.files.length, 'file')} changed</span>
        {item.files.length > 1 && <ChangeCounts added={added} removed={removed} />}
        {item.isReverted ? <span class="changes-state">Reverted</span> : <Revert item={item} />}
      </div>
      <Files item={item} files={own} />
      {stages.length > 0 && (
        <Disclosure id={`stages-${item.turn}`} icon="book" title={`${plural(stages.length, 'file')} of the reproduction`}>
          <Files item={item} files={stages} />
        </Disclosure>
      )}
      {item.note !== undefined && <p class="changes-note">{item.note}</p>}
    </section>
  );
}

/** What Practicum keeps of a reproduction: there to be looked at, and not what was asked for. */
function isStage(label: string): boolean {
  return /(?:^|[\\/])\.practicum[\\/]papers[\\/]/.test(label);
}

function Files({ item, files }: { readonly item: Changes; readonly files: Changes['files'] }) {
  const chat = useChat();
  if (files.length === 0) return null;
  return (
    <ul>
      {files.map((file) => (
        <li>
          <button
            type="button"
            class="row"
            title={`Open the diff of ${file.label}`}
            onClick={() => chat.post({ type: 'openDiff', turn: item.turn, path: file.path })}
          >
            <Icon name="file" />
            <span class="row-title">{file.label}</span>
            {file.added + file.removed > 0 && <ChangeCounts added={file.added} removed={file.removed} />}
          </button>
        </li>
      ))}
    </ul>
  );
}

function Revert({ item }: { readonly item: Changes }) {
  const chat = useChat();
  const [isAsking, setAsking] = useState(false);
  const confirm = useRef<HTMLButtonElement>(null);
  const ask = useRef<HTMLButtonElement>(null);
  const wasAsking = useRef(false);
  useLayoutEffect(() => {
    if (isAsking) confirm.current?.focus();
    else if (wasAsking.current) ask.current?.focus();
    wasAsking.current = isAsking;
  }, [isAsking]);
  if (!isAsking) {
    return (
      <button ref={ask} type="button" class="button button-quiet" onClick={() => setAsking(true)}>
        <Icon name="discard" /> Revert
      </button>
    );
  }
  const revert = () => {
    chat.post({ type: 'revertTurn', turn: item.turn });
    setAsking(false);
  };
  return (
    <div
      class="confirm"
      role="group"
      aria-label="Revert these changes?"
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        setAsking(false);
      }}
    >
      <span>Put {item.files.length === 1 ? 'it' : 'them'} back?</span>
      <button ref={confirm} type="button" class="button" onClick={revert}>
        Revert {plural(item.files.length, 'file')}
      </button>
      <button type="button" class="button button-secondary" onClick={() => setAsking(false)}>
        Keep
      </button>
    </div>
  );
}
