import type { Signal } from '@preact/signals';
import { visible } from '../../shared/visible.ts';
import { CodeBlock } from '../codeBlock.tsx';
import { useChat } from '../context.ts';
import { CopyButton } from '../copyButton.tsx';
import { Detail } from '../items/toolBody.tsx';
import type { AskedItem } from './cards.ts';
import { CommandView } from './commandView.tsx';
import { Cost, Effects, Protection, SilentChanges } from './facts.tsx';
import { effectsToSay } from './requestText.ts';
import { editorKey, ScriptEditor } from './scriptEditor.tsx';

interface OneRequestProps {
  readonly item: AskedItem;
  readonly script: Signal<string | undefined>;
}

/** Everything that is known of one request, the reason first and what it costs last, beside the buttons. */
export function OneRequest({ item, script }: OneRequestProps) {
  const { approval } = item;
  // The editor shows the same text.
  const isEditing = useChat().isOpen(editorKey(approval.id), false) && item.detail === undefined && approval.command === undefined;
  return (
    <>
      {approval.title !== item.title && <p class="approval-title">{visible(approval.title)}</p>}
      {approval.reason !== '' && <p class="approval-reason">{visible(approval.reason)}</p>}
      {!isEditing && <Work item={item} />}
      <Effects lines={effectsToSay(item)} />
      {approval.protection !== undefined && <Protection words={approval.protection} />}
      {approval.changes !== undefined && approval.changes.length > 0 && <SilentChanges changes={approval.changes} />}
      {approval.script !== undefined && <ScriptEditor id={approval.id} proposed={approval.script} script={script} />}
      {approval.cost !== undefined && <Cost cost={approval.cost} />}
    </>
  );
}

/** The command, script or change itself, once. */
export function Work({ item }: { readonly item: AskedItem }) {
  const { approval, detail } = item;
  const isShell = detail?.kind === 'shell';
  if (approval.command !== undefined && (detail === undefined || isShell)) {
    const text = isShell ? detail.command : approval.script?.text;
    return (
      <div class="command-frame">
        <CommandView parts={approval.command} />
        {text !== undefined && <CopyButton text={text} label="Copy command" />}
      </div>
    );
  }
  return (
    <>
      {approval.command !== undefined && <CommandView parts={approval.command} />}
      {detail !== undefined && <Detail detail={detail} call={item.id} canOpenDiff />}
      {approval.script !== undefined && detail === undefined && (
        <CodeBlock text={visible(approval.script.text)} language={approval.script.language} />
      )}
    </>
  );
}
