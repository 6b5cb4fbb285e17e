import type { Fact, FactSource } from '../../../src/base/fact.ts';
import type { NotBacked, ResearchAgent, ResearchLook } from '../../../src/base/research.ts';
import { formatCount, plural } from '../../shared/format.ts';
import { Icon } from '../../shared/icon.tsx';
import { visible } from '../../shared/visible.ts';
import { useChat } from '../context.ts';
import { effortText, isBusy, lookText, researchLooks, sourceText, stepText } from './researchText.ts';

interface ResearchViewProps {
  /** Of the call. */
  readonly id: string;
  readonly agents: readonly ResearchAgent[];
}

/** The sub-agents of one research call: how each stands, what it found with where it stands, and what it looked at. Nothing loads by itself. */
export function ResearchView({ id, agents }: ResearchViewProps) {
  const busy = agents.filter(isBusy).length;
  const over = agents.filter(({ state }) => state !== 'waiting').length - busy;
  return (
    <div class="research">
      <p class="visually-hidden" role="status">
        {`${plural(agents.length, 'sub-agent')}: ${formatCount(busy)} at work, ${formatCount(over)} ended.`}
      </p>
      <ul class="research-agents" aria-label="Sub-agents">
        {agents.map((agent) => (
          <li key={agent.id}>
            <AgentView id={`${id}.${agent.id}`} agent={agent} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function AgentView({ id, agent }: { readonly id: string; readonly agent: ResearchAgent }) {
  const chat = useChat();
  const isOpen = chat.isOpen(id, false);
  const look = researchLooks[agent.state];
  const body = `body-${id}`;
  return (
    <>
      <button
        type="button"
        class="row research-agent"
        aria-expanded={isOpen}
        aria-controls={body}
        onClick={() => chat.setOpen(id, !isOpen)}
      >
        <span class={`tool-icon research-${agent.state}`}>
          <Icon name={look.icon} spin={isBusy(agent)} />
        </span>
        <span class="research-words">
          <span class="research-question">{visible(agent.question)}</span>
          <span class="research-step" title={stepText(agent)}>
            {visible(stepText(agent))}
          </span>
          {agent.state !== 'waiting' && <span class="research-effort">{effortText(agent)}</span>}
        </span>
        <Icon name={isOpen ? 'chevron-down' : 'chevron-right'} />
      </button>
      <div id={body} class="research-body" hidden={!isOpen}>
        {isOpen && <AgentBody agent={agent} />}
      </div>
    </>
  );
}

function AgentBody({ agent }: { readonly agent: ResearchAgent }) {
  const { facts, notBacked, open, looks, earlierLooks, notes } = agent;
  return (
    <>
      {notes.map((note) => (
        <p key={note} class="tool-fact">
          <Icon name="info" />
          <span>{visible(note)}</span>
        </p>
      ))}
      {facts.length > 0 && (
        <Part title="Found">
          {facts.map((fact) => (
            <FactRow key={`${fact.text}${sourceText(fact.source)}`} fact={fact} />
          ))}
        </Part>
      )}
      {notBacked.length > 0 && (
        <Part title="Not backed by anything it read">
          {notBacked.map((claim) => (
            <NotBackedRow key={claim.text} claim={claim} />
          ))}
        </Part>
      )}
      {open.length > 0 && (
        <Part title="Still open">
          {open.map((question) => (
            <li key={question}>{visible(question)}</li>
          ))}
        </Part>
      )}
      {looks.length > 0 && (
        <Part title={earlierLooks > 0 ? `Looked at (${formatCount(earlierLooks)} earlier left out)` : 'Looked at'}>
          {looks.map((look, index) => (
            <LookRow key={index} look={look} />
          ))}
        </Part>
      )}
      {facts.length + notBacked.length + open.length + looks.length + notes.length === 0 && <p class="research-step">Nothing yet.</p>}
    </>
  );
}

function Part({ title, children }: { readonly title: string; readonly children: preact.ComponentChildren }) {
  return (
    <div class="research-part">
      <p class="research-title" aria-hidden="true">
        {title}
      </p>
      <ul aria-label={title}>{children}</ul>
    </div>
  );
}

function FactRow({ fact }: { readonly fact: Fact }) {
  return (
    <li>
      <span>{visible(fact.text)}</span> <Source source={fact.source} />
      {fact.quote !== undefined && <q class="research-quote">{visible(fact.quote)}</q>}
    </li>
  );
}

function NotBackedRow({ claim }: { readonly claim: NotBacked }) {
  return (
    <li class="research-doubt">
      <span>{visible(claim.text)}</span>
      {claim.source !== undefined && <code>{visible(claim.source)}</code>}
      <span class="research-step">{visible(claim.why)}</span>
    </li>
  );
}

function LookRow({ look }: { readonly look: ResearchLook }) {
  const { source, isFailed } = look;
  return (
    <li class={isFailed === true ? 'research-doubt-row' : undefined}>
      {isFailed === true && <Icon name="error" />}
      <span>{visible(lookText(look))}</span>
      {isFailed === true && <span class="visually-hidden"> (failed)</span>} {source !== undefined && <Source source={source} />}
    </li>
  );
}

/** Opens in the browser, the paper reader or the editor, once it is clicked. */
function Source({ source }: { readonly source: FactSource }) {
  const chat = useChat();
  const text = visible(sourceText(source));
  const [icon, where] =
    source.kind === 'url'
      ? ['link-external', 'Open in the browser']
      : source.kind === 'file'
        ? ['file', 'Open the file']
        : ['book', 'Open in the paper reader'];
  const open = () => {
    if (source.kind === 'url') chat.post({ type: 'openLink', url: source.url });
    else if (source.kind === 'file') chat.post({ type: 'openFile', path: source.path, line: source.line });
    else chat.post({ type: 'openPaper', address: source.address });
  };
  return (
    <button type="button" class="link research-source" title={`${where}: ${text}`} onClick={open}>
      <Icon name={icon} />
      {text}
    </button>
  );
}
