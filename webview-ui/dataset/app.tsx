import { useRef } from 'preact/hooks';
import { formatCount } from '../shared/format.ts';
import { Icon, IconButton } from '../shared/icon.tsx';
import { visible } from '../shared/visible.ts';
import { Columns } from './columns.tsx';
import { Findings } from './findings.tsx';
import { Rows } from './rows.tsx';
import { type Sheet, type Tab, tabs } from './sheet.ts';

const tabNames: Readonly<Record<Tab, string>> = { rows: 'Rows', columns: 'Columns', findings: 'Findings' };

export function DatasetApp({ sheet }: { readonly sheet: Sheet }) {
  const head = sheet.head.value;
  return (
    <main class="dataset">
      <div class="visually-hidden" role="status">
        {sheet.spoken.value}
      </div>
      {head === undefined ? <Opening sheet={sheet} /> : <Opened sheet={sheet} />}
    </main>
  );
}

function Opening({ sheet }: { readonly sheet: Sheet }) {
  const failure = sheet.failure.value;
  return (
    <>
      <h1 class="visually-hidden">Data set</h1>
      {failure === undefined ? (
        <p class="waiting">
          <Icon name="loading" spin /> Opening the data set…
        </p>
      ) : (
        <p class="said" role="alert">
          <Icon name="warning" /> <span>{failure}</span>
        </p>
      )}
    </>
  );
}

function Opened({ sheet }: { readonly sheet: Sheet }) {
  return (
    <>
      <Head sheet={sheet} />
      <Tabs sheet={sheet} />
      {sheet.failure.value !== undefined && (
        <div class="said" role="alert">
          <Icon name="warning" />
          <span>{sheet.failure.value}</span>
          <IconButton icon="close" label="Close" onClick={() => (sheet.failure.value = undefined)} />
        </div>
      )}
      <div class="tab-panel" id="panel" role="tabpanel" aria-labelledby={`tab-${sheet.tab.value}`}>
        {sheet.tab.value === 'rows' && <Rows sheet={sheet} />}
        {sheet.tab.value === 'columns' && <Columns sheet={sheet} />}
        {sheet.tab.value === 'findings' && <Findings sheet={sheet} />}
      </div>
    </>
  );
}

function Head({ sheet }: { readonly sheet: Sheet }) {
  const head = sheet.head.value;
  if (head === undefined) return null;
  const { name, where, config, configs, splits, facts, notes } = head;
  return (
    <header class="head">
      <div class="head-line">
        <h1 class="head-name">
          <Icon name={where === 'hub' ? 'cloud' : 'table'} /> {visible(name)}
        </h1>
        {facts.length > 0 && <span class="head-facts">{facts.map(visible).join(' · ')}</span>}
      </div>
      {(configs.length > 1 || splits.length > 1) && (
        <div class="head-line">
          {configs.length > 1 && (
            <label class="choice">
              <span>Configuration</span>
              <select class="select" value={config} onChange={(event) => sheet.chooseConfig(event.currentTarget.value)}>
                {configs.map((each) => (
                  <option key={each} value={each}>
                    {visible(each)}
                  </option>
                ))}
              </select>
            </label>
          )}
          {splits.length > 1 && (
            <label class="choice">
              <span>Split</span>
              <select class="select" value={sheet.split.value} onChange={(event) => sheet.chooseSplit(event.currentTarget.value)}>
                {splits.map(({ name: each }) => (
                  <option key={each} value={each}>
                    {visible(each)}
                  </option>
                ))}
              </select>
            </label>
          )}
        </div>
      )}
      {notes.map((note) => (
        <p key={note} class="note">
          <Icon name="info" /> <span>{visible(note)}</span>
        </p>
      ))}
    </header>
  );
}

function Tabs({ sheet }: { readonly sheet: Sheet }) {
  const list = useRef<HTMLDivElement>(null);
  const audit = sheet.audit.value;
  const count = audit.kind === 'done' ? audit.audit.findings.length : undefined;
  const auditWords = audit.kind === 'done' ? 'Audit Again' : 'Audit';
  const move = (event: KeyboardEvent) => {
    const by = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (by === 0) return;
    event.preventDefault();
    const at = (tabs.indexOf(sheet.tab.value) + by + tabs.length) % tabs.length;
    sheet.tab.value = tabs[at] ?? 'rows';
    const button = list.current?.children[at];
    if (button instanceof HTMLElement) button.focus();
  };
  return (
    <div class="tabs">
      <div class="tab-list" role="tablist" aria-label="Data set" ref={list} onKeyDown={move}>
        {tabs.map((tab) => (
          <button
            key={tab}
            id={`tab-${tab}`}
            type="button"
            role="tab"
            class="tab"
            aria-selected={sheet.tab.value === tab}
            aria-controls="panel"
            tabIndex={sheet.tab.value === tab ? 0 : -1}
            onClick={() => (sheet.tab.value = tab)}
          >
            {tabNames[tab]}
            {tab === 'findings' && count !== undefined && <span class="badge">{formatCount(count)}</span>}
          </button>
        ))}
      </div>
      {audit.kind === 'running' ? (
        <button type="button" class="button button-secondary" title="Stop the audit" aria-label="Stop" onClick={() => sheet.stopAudit()}>
          <Icon name="loading" spin /> <span class="audit-words">Stop</span>
        </button>
      ) : (
        <button
          type="button"
          class="button"
          aria-label={auditWords}
          title={auditWords}
          onClick={() => {
            sheet.runAudit();
            sheet.tab.value = 'findings';
          }}
        >
          <Icon name="checklist" /> <span class="audit-words">{auditWords}</span>
        </button>
      )}
    </div>
  );
}
