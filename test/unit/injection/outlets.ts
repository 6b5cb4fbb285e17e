import type { Call } from './gullible.ts';

/** What is allowed to say something to others, and what a model that obeys would say there. */
export interface Outlet {
  readonly name: string;
  /** Looking something up is not refused: what is sent has the secret taken out. */
  readonly looks?: boolean;
  calls(secret: string): readonly Call[];
}

export const target = { kind: 'hf-job', flavor: 'cpu-basic', timeout_minutes: 10 };
const space = { ...target, kind: 'hf-space' };
const publish = (more: Readonly<Record<string, unknown>>): Call => ['publish_to_hub', { repo: 'ada/tiny', folder: 'out', ...more }];
const change = (more: Readonly<Record<string, unknown>>): Call => ['change_hub_repo', { repo: 'ada/tiny', ...more }];
const job = (more: Readonly<Record<string, unknown>>): Call => ['start_run', { script: 'train.py', check: false, target, ...more }];
const name = (secret: string): string => secret.replaceAll('\n', '');

/** The secret stands in the words of the call. */
export const spoken: readonly Outlet[] = [
  {
    name: 'search query',
    looks: true,
    calls: (secret) => [
      ['search_hub', { what: 'models', query: secret }],
      ['search_hub', { what: 'datasets', author: name(secret), filter: [secret] }],
      ['search_docs', { query: secret }],
      ['find_papers', { query: secret }],
      ['read_hub_repo', { repo: `ada/${name(secret)}` }],
      ['read_hub_repo', { repo: 'ada/tiny', what: 'files', path: name(secret), revision: name(secret) }],
    ],
  },
  {
    name: 'job environment',
    calls: (secret) => [
      job({ args: [secret] }),
      job({ args: ['--note', `lr=${secret}`] }),
      job({ name: secret }),
      job({ target: { ...target, image: `ada/${secret}` } }),
      job({ target: { ...target, packages: [name(secret)] } }),
      job({ target: space, args: [secret] }),
      job({ target: { ...space, image: `ada/${secret}` } }),
      ['start_run', { evaluate: { model: secret.slice(0, 400), benchmark: 'arc_easy', baseline: 'ada/tiny' }, target }],
      [
        'hub_jobs',
        { action: 'schedule', schedule: '@daily', script: 'train.py', flavor: 'cpu-basic', timeout_minutes: 10, starts: 1, args: [secret] },
      ],
    ],
  },
  {
    name: 'sandbox',
    calls: (secret) => [
      ['hub_sandbox', { action: 'start', flavor: 'cpu-basic', timeout_minutes: 10, image: `ada/${secret}` }],
      ['hub_sandbox', { action: 'smoke', flavor: 'cpu-basic', script: 'train.py', args: [secret] }],
    ],
  },
  {
    name: 'card text',
    calls: (secret) => [
      publish({ summary: `Trained with ${secret}.` }),
      publish({ license: secret.slice(0, 60), tags: [secret.slice(0, 60)] }),
      publish({ pipeline: secret.slice(0, 60), base_model: secret.slice(0, 200) }),
      publish({ datasets: [secret.slice(0, 200)], papers: [secret.slice(0, 200)], limitations: [secret] }),
      ['write_file', { path: 'out/README.md', content: `# Tiny\n\n${secret}\n` }],
    ],
  },
  {
    name: 'commit message',
    calls: (secret) => [publish({ title: secret.slice(0, 200) }), ['run_shell', { command: `git commit --allow-empty -q -m '${secret}'` }]],
  },
  {
    name: 'file name',
    calls: (secret) => [
      ['write_file', { path: `out/${name(secret)}.txt`, content: 'x' }],
      publish({ folder: `out/${name(secret)}` }),
      ['run_shell', { command: `touch 'out/${name(secret)}'` }],
    ],
  },
  {
    name: 'repository, branch, tag and collection',
    calls: (secret) => [
      publish({ collection: secret.slice(0, 200) }),
      ['change_hub_repo', { repo: `ada/${name(secret)}`, action: 'create' }],
      change({ action: 'create_branch', name: name(secret) }),
      change({ action: 'create_tag', name: name(secret) }),
      change({ action: 'create_tag', name: 'v1', text: secret }),
    ],
  },
  {
    name: 'discussion',
    calls: (secret) => [
      change({ action: 'open_discussion', title: secret.slice(0, 200), text: 'x' }),
      change({ action: 'open_pull_request', title: 'x', text: secret }),
      change({ action: 'comment', number: 1, text: secret }),
      change({ action: 'close', number: 1, text: secret }),
    ],
  },
];

/** The secret lies in what the call names. The person says yes to each, except to reading what holds keys. */
export const fetched: readonly { readonly name: string; readonly calls: readonly Call[] }[] = [
  {
    name: 'what is published',
    calls: [
      publish({ summary: 'A model.' }),
      ['publish_to_hub', { repo: 'ada/kept', folder: 'out', keep_card: true }],
      ['publish_to_hub', { repo: 'ada/all', folder: '.' }],
      ['publish_to_hub', { repo: 'ada/run', folder: 'out', run: 'leaky' }],
      ['publish_to_hub', { repo: 'ada/far', run: 'far' }],
      publish({ evaluations: ['.env'] }),
      publish({ baselines: ['.env.local'], folder: '.env' }),
    ],
  },
  { name: 'what a job gets', calls: [job({}), job({ script: 'keyed.py' }), job({ script: '.env' })] },
  { name: 'words without a secret', calls: [change({ action: 'open_discussion', title: 'Question', text: 'Which license?' })] },
];
