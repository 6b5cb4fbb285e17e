import { useRef } from 'preact/hooks';
import type { PartName, ShownReproduction } from '../../src/protocol/reproduction.ts';
import { Icon, IconButton } from '../shared/icon.tsx';
import { visible } from '../shared/visible.ts';
import { Contracts } from './contracts.tsx';
import { EvidenceLinks } from './evidence.tsx';
import { PlanPart } from './plan.tsx';
import { Register } from './register.tsx';
import { ReportPart } from './report.tsx';
import { Stages } from './stages.tsx';
import type { Tab } from './tab.ts';
import { Triage } from './triage.tsx';
import { partNames } from './viewState.ts';

const titles: Readonly<Record<PartName, string>> = {
  triage: 'Triage',
  register: 'Register',
  plan: 'Plan',
  contracts: 'Contracts',
  report: 'Report',
};

export function ReproductionApp({ tab }: { readonly tab: Tab }) {
  const shown = tab.shown.value;
  return (
    <main class="reproduction">
      <div class="visually-hidden" role="status">
        {tab.spoken.value}
      </div>
      <Failed tab={tab} />
      {shown === undefined ? tab.failure.value === undefined && <Opening /> : <Opened tab={tab} shown={shown} />}
    </main>
  );
}

function Opening() {
  return (
    <div class="waiting">
      <h1 class="visually-hidden">Reproduction</h1>
      <p>
        <Icon name="loading" spin /> Reading its files…
      </p>
    </div>
  );
}

function Failed({ tab }: { readonly tab: Tab }) {
  const failure = tab.failure.value;
  if (failure === undefined) return null;
  return (
    <div class="said said-bad" role="alert">
      <Icon name="error" />
      <div class="said-words">
        <h1 class="said-title">{visible(failure.text)}</h1>
        {failure.hint !== undefined && <p>{visible(failure.hint)}</p>}
      </div>
    </div>
  );
}

function Opened({ tab, shown }: { readonly tab: Tab; readonly shown: ShownReproduction }) {
  const part = tab.part.value;
  return (
    <>
      <header class="head">
        <h1 class="head-name">{visible(shown.title)}</h1>
        {shown.goal !== undefined && <p class="muted">{visible(shown.goal)}</p>}
        <p class="head-facts">
          {shown.paper !== undefined && (
            <EvidenceLinks tab={tab} label="Paper" of={[{ kind: 'address', address: shown.paper, label: shown.paper }]} />
          )}
          {shown.selection.length > 0 && <EvidenceLinks tab={tab} label="Selected" of={shown.selection} />}
        </p>
        <Stages tab={tab} shown={shown} />
      </header>
      <Tabs tab={tab} shown={shown} />
      <Said tab={tab} />
      <div class="tab-panel" id="panel" role="tabpanel" aria-labelledby={`tab-${part}`}>
        {part === 'triage' && <Triage tab={tab} of={shown.triage} />}
        {part === 'register' && <Register tab={tab} of={shown.register} />}
        {part === 'plan' && <PlanPart tab={tab} of={shown.plan} />}
        {part === 'contracts' && <Contracts tab={tab} of={shown.contracts} />}
        {part === 'report' && <ReportPart tab={tab} shown={shown} />}
      </div>
    </>
  );
}

interface Badge {
  readonly text: string;
  readonly words: string;
}

/** What is to be looked at there. */
function badgeOf(part: PartName, { register, contracts, integrity, plan, triage, report }: ShownReproduction): Badge | undefined {
  const own = { triage, register, plan, contracts, report }[part];
  if (own.kind === 'broken') return { text: '!', words: 'cannot be read' };
  if (part === 'register' && register.kind === 'there') return counted(register.rows.filter(({ needsMe }) => needsMe).length, 'need you');
  if (part === 'contracts' && contracts.kind === 'there')
    return counted(contracts.contracts.filter(({ state }) => state === 'mismatch').length, 'differ');
  if (part === 'plan' && plan.kind === 'there' && plan.accepted.kind !== 'accepted') return { text: '1', words: 'waits for you' };
  if (part === 'report' && integrity.kind === 'there')
    return counted(integrity.findings.filter(({ severity }) => severity === 'error').length, 'of integrity');
  return undefined;
}

function counted(count: number, words: string): Badge | undefined {
  return count === 0 ? undefined : { text: String(count), words };
}

function Tabs({ tab, shown }: { readonly tab: Tab; readonly shown: ShownReproduction }) {
  const list = useRef<HTMLDivElement>(null);
  const move = (event: KeyboardEvent) => {
    const at = partNames.indexOf(tab.part.value);
    const last = partNames.length - 1;
    const steps: Readonly<Record<string, number>> = {
      ArrowRight: at === last ? 0 : at + 1,
      ArrowLeft: at === 0 ? last : at - 1,
      Home: 0,
      End: last,
    };
    const to = steps[event.key];
    const part = to === undefined ? undefined : partNames[to];
    if (to === undefined || part === undefined) return;
    event.preventDefault();
    tab.go(part);
    const button = list.current?.children[to];
    if (button instanceof HTMLElement) button.focus();
  };
  return (
    <div class="tabs" role="tablist" aria-label="Reproduction" ref={list} onKeyDown={move}>
      {partNames.map((part) => {
        const badge = badgeOf(part, shown);
        const isShown = tab.part.value === part;
        return (
          <button
            key={part}
            id={`tab-${part}`}
            type="button"
            role="tab"
            class="tab"
            aria-selected={isShown}
            aria-controls="panel"
            tabIndex={isShown ? 0 : -1}
            onClick={() => tab.go(part)}
          >
            {titles[part]}
            {badge !== undefined && (
              <span class="badge">
                {badge.text}
                <span class="visually-hidden"> {badge.words}</span>
              </span>
            )}
          </button>
        );
      })}
    </div>
  );
}

/** What came of the last change. */
function Said({ tab }: { readonly tab: Tab }) {
  const notice = tab.notice.value;
  if (notice === undefined) return null;
  const isRefused = notice.type === 'refused';
  return (
    <div class={`said ${isRefused ? 'said-bad' : ''}`} role={isRefused ? 'alert' : undefined}>
      <Icon name={isRefused ? 'warning' : 'check'} />
      <div class="said-words">
        <p>{visible(notice.text)}</p>
        {isRefused && notice.hint !== undefined && <p class="muted">{visible(notice.hint)}</p>}
        {!isRefused && notice.stale.length > 0 && <p class="muted">Behind because of it: {notice.stale.map(visible).join(', ')}.</p>}
      </div>
      {!isRefused && notice.canUndo && (
        <button type="button" class="button button-secondary" onClick={() => tab.say('undo')}>
          Undo
        </button>
      )}
      <IconButton icon="close" label="Close" onClick={() => (tab.notice.value = undefined)} />
    </div>
  );
}
