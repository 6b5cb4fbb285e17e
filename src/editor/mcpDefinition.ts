/** How the editor starts Practicum as a server of tools for other agents. Pure. No `vscode` import here. */
import { isAbsolute, join } from 'node:path';

/** The settings that the server needs to be the same bench as this window, each with the variable by which the command line has it. */
export const mcpTextSettings = {
  'practicum.runs.folder': 'PRACTICUM_RUNS_FOLDER',
  'practicum.runs.terminal': 'PRACTICUM_TERMINAL',
  'practicum.runs.gpu': 'PRACTICUM_GPU',
  'practicum.sandbox.use': 'PRACTICUM_SANDBOX',
  'practicum.hub.endpoint': 'PRACTICUM_HUB_ENDPOINT',
  'practicum.hub.router': 'PRACTICUM_HUB_ROUTER',
  'practicum.hub.datasetsServer': 'PRACTICUM_HUB_DATASETS_SERVER',
  'practicum.hub.jobsDomain': 'PRACTICUM_HUB_JOBS_DOMAIN',
  'practicum.hub.spacesDomain': 'PRACTICUM_HUB_SPACES_DOMAIN',
  'practicum.papers.arxiv': 'PRACTICUM_PAPERS_ARXIV',
  'practicum.papers.arxivApi': 'PRACTICUM_PAPERS_ARXIV_API',
  'practicum.papers.ar5iv': 'PRACTICUM_PAPERS_AR5IV',
  'practicum.papers.doi': 'PRACTICUM_PAPERS_DOI',
  'practicum.papers.openReview': 'PRACTICUM_PAPERS_OPENREVIEW',
  'practicum.papers.openReviewApi': 'PRACTICUM_PAPERS_OPENREVIEW_API',
  'practicum.papers.acl': 'PRACTICUM_PAPERS_ACL',
  'practicum.papers.semanticScholar': 'PRACTICUM_PAPERS_SEMANTIC_SCHOLAR',
} as const;

export interface McpFacts {
  /** The Node program that this extension runs under. */
  readonly node: string;
  /** `dist/cli.js`. */
  readonly program: string;
  readonly version: string;
  readonly homedir: string;
  /** Folders of the window on this machine's disk. */
  readonly folders: readonly { readonly name: string; readonly path: string }[];
  readonly isTrusted: boolean;
  readonly mode: string;
  /** As the settings have them; empty: not set. */
  readonly texts: Readonly<Partial<Record<keyof typeof mcpTextSettings, string>>>;
  readonly home: string;
  readonly sandboxHosts: readonly string[];
  readonly runHosts: readonly string[];
  readonly metricPatterns: readonly string[];
  readonly parallel: number | undefined;
  readonly interpreter: string | undefined;
  /** US dollars; undefined: as usual. */
  readonly sessionUsd: number | undefined;
  readonly dayUsd: number | undefined;
}

export interface McpDefinition {
  readonly label: string;
  readonly command: string;
  readonly args: readonly string[];
  /** Names no key: the server finds those where the command line does. */
  readonly env: Readonly<Record<string, string>>;
  readonly folder: string;
  readonly version: string;
}

/** One for each folder; none where the folder is not trusted, because the server would execute its code. */
export function mcpDefinitions(facts: McpFacts): readonly McpDefinition[] {
  const { node, program, version, folders, isTrusted, mode, sessionUsd, dayUsd } = facts;
  if (!isTrusted) return [];
  return folders.map(({ name, path }) => ({
    label: folders.length === 1 ? 'Practicum' : `Practicum (${name})`,
    command: node,
    args: [
      program,
      'mcp',
      '--cwd',
      path,
      '--mode',
      mode === 'plan' || mode === 'auto' ? mode : 'ask',
      ...(sessionUsd === undefined ? [] : ['--budget', String(sessionUsd)]),
      ...(dayUsd === undefined ? [] : ['--day-budget', String(dayUsd)]),
    ],
    env: environmentOf(facts),
    folder: path,
    version,
  }));
}

function environmentOf(facts: McpFacts): Readonly<Record<string, string>> {
  const { texts, home, homedir, sandboxHosts, runHosts, metricPatterns, parallel, interpreter } = facts;
  const said: Readonly<Record<string, string | undefined>> = {
    ...Object.fromEntries(Object.entries(mcpTextSettings).map(([id, name]) => [name, texts[id as keyof typeof mcpTextSettings]])),
    PRACTICUM_HOME: home === '' || isAbsolute(home) ? home : join(homedir, home),
    PRACTICUM_SANDBOX_HOSTS: sandboxHosts.join(' '),
    PRACTICUM_HOSTS: runHosts.join(','),
    PRACTICUM_METRIC_PATTERNS: metricPatterns.join('\n'),
    PRACTICUM_PARALLEL_RUNS: parallel?.toString(),
    PRACTICUM_PYTHON: interpreter,
  };
  const set = Object.entries(said).filter((entry): entry is [string, string] => (entry[1] ?? '') !== '');
  // The editor's own program is a Node only where it is told to be one.
  return { ELECTRON_RUN_AS_NODE: '1', ...Object.fromEntries(set) };
}
