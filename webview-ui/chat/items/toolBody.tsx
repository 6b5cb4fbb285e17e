import { useState } from 'preact/hooks';
import type { ToolDetail } from '../../../src/base/tool.ts';
import { formatCount } from '../../shared/format.ts';
import { Icon } from '../../shared/icon.tsx';
import { Sparkline } from '../../shared/sparkline.tsx';
import { lastLines, plainOutput } from '../../shared/terminal.ts';
import { visible } from '../../shared/visible.ts';
import { Code } from '../codeBlock.tsx';
import { useChat } from '../context.ts';
import { CopyButton } from '../copyButton.tsx';
import { DiffView } from './diffView.tsx';
import { originText } from './originText.ts';
import { PlanList } from './planList.tsx';
import { ResearchView } from './researchItem.tsx';
import { SourcedTableView } from './sourcedTable.tsx';
import type { ToolEntry } from './toolLook.ts';

/**
 * What an opened card shows: why nobody was asked, whose words it holds, the detail that the tool left, and its output. A command is its
 * own origin, and stands above what it printed.
 */
export function ToolBody({ item }: { readonly item: ToolEntry }) {
  const { allowed, origin } = item;
  return (
    <>
      {allowed !== undefined && <Fact icon="pass" words={`Passed unasked: ${allowed}`} />}
      {origin !== undefined && origin.kind !== 'command' && <Fact icon="quote" words={`From ${originText(origin)}`} />}
      {item.isCold === true ? <LoadOutput call={item.id} /> : <Result item={item} />}
    </>
  );
}

function Fact({ icon, words }: { readonly icon: string; readonly words: string }) {
  return (
    <p class="tool-fact">
      <Icon name={icon} />
      <span>{visible(words)}</span>
    </p>
  );
}

/** The output stands here where the detail does not already hold it. */
function Result({ item }: { readonly item: ToolEntry }) {
  const { detail } = item;
  const hasOwnOutput = detail?.kind === 'shell' && detail.output !== '';
  const isSaid =
    hasOwnOutput ||
    detail?.kind === 'edit' ||
    detail?.kind === 'plan' ||
    detail?.kind === 'research' ||
    detail?.kind === 'table' ||
    (detail?.kind === 'text' && detail.text === item.output);
  return (
    <>
      {detail !== undefined && <Detail detail={detail} call={item.id} canOpenDiff={item.state !== 'abandoned'} />}
      {item.output !== '' && (!isSaid || item.state === 'failed') && <Output text={item.output} label={`Output of ${item.title}`} />}
    </>
  );
}

/** A long conversation keeps what its old cards show in the log alone. */
function LoadOutput({ call }: { readonly call: string }) {
  const chat = useChat();
  const [isLoading, setLoading] = useState(false);
  const load = () => {
    setLoading(true);
    chat.post({ type: 'loadOutput', call });
  };
  return (
    <button type="button" class="button button-secondary" disabled={isLoading} onClick={load}>
      <Icon name={isLoading ? 'loading' : 'history'} spin={isLoading} /> {isLoading ? 'Loading…' : 'Load output'}
    </button>
  );
}

interface DetailProps {
  readonly detail: ToolDetail;
  readonly call: string;
  readonly canOpenDiff: boolean;
}

export function Detail({ detail, call, canOpenDiff }: DetailProps) {
  const chat = useChat();
  switch (detail.kind) {
    case 'edit':
      return (
        <DiffView
          path={detail.path}
          label={detail.label ?? detail.path}
          unified={detail.unified}
          added={detail.added}
          removed={detail.removed}
          onOpenFile={() => chat.post({ type: 'openFile', path: detail.path })}
          onOpenDiff={canOpenDiff ? () => chat.post({ type: 'openCallDiff', call }) : undefined}
        />
      );
    case 'shell':
      return (
        <div class="shell">
          <div class="shell-command">
            <Code text={visible(detail.command)} language="bash" />
            <CopyButton text={detail.command} label="Copy command" />
          </div>
          {detail.output !== '' && <Output text={detail.output} label="Command output" />}
        </div>
      );
    case 'run':
      return (
        <div class="run-line">
          {detail.curve !== undefined && <Sparkline metric={detail.curve.metric} values={detail.curve.values} />}
          <button type="button" class="button button-secondary" onClick={() => chat.post({ type: 'openRun', run: detail.run })}>
            <Icon name="graph-line" /> Show curves
          </button>
        </div>
      );
    case 'plan':
      return <PlanList items={detail.items} />;
    case 'research':
      return <ResearchView id={call} agents={detail.agents} />;
    case 'files':
      return (
        <ul class="file-list">
          {detail.paths.map((path) => (
            <li>
              <button type="button" class="row" title={`Open ${path}`} onClick={() => chat.post({ type: 'openFile', path })}>
                <Icon name="file" />
                <span class="row-title">{path}</span>
              </button>
            </li>
          ))}
        </ul>
      );
    case 'table':
      return <SourcedTableView table={detail} />;
    case 'text':
      return <Output text={detail.text} label="Result" />;
  }
}

const shownLines = 200;

/** Console output, followed from its end. */
function Output({ text, label }: { readonly text: string; readonly label: string }) {
  const [isWhole, setWhole] = useState(false);
  const { lines, hidden } = lastLines(plainOutput(text), isWhole ? Number.POSITIVE_INFINITY : shownLines);
  return (
    <div class="output">
      {hidden > 0 && (
        <button type="button" class="button button-quiet" onClick={() => setWhole(true)}>
          Show {formatCount(hidden)} earlier lines
        </button>
      )}
      <pre tabIndex={0} role="group" aria-label={label}>
        {lines.join('\n')}
      </pre>
    </div>
  );
}
