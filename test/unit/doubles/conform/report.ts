/** The table of what was asked of the stand-in, by whom, and how it went. */
import type { Row } from './rows.ts';

const notCovered = [
  'What the real Hub answers: nobody asked it. The clients say only that what they need is there; where they tolerate more than the Hub does, so does this table.',
  'datasets-server, the inference router, sign-in by device code and the search of the documentation: the official clients name the hosts of the first two themselves and have no calls for the others. They are written after the reference and used by the tests of this project alone.',
  'Images: a job and a Space run on this machine with what is installed here. `uv` is a shim that installs nothing.',
  'Gradio and Streamlit Spaces do not run; Docker Spaces run the CMD of their Dockerfile, unbuilt.',
  'A schedule starts nothing by itself; `run` does.',
  'Mounted volumes are copies, and their paths are rewritten in command, arguments and environment only.',
  'SSH, networks of jobs, dev mode, hot reloading, webhooks, inference endpoints, kernels, resource groups, likes, access requests, notebooks: not there.',
  'Sandboxes: their server is one of our own in place of the real one, which is fetched by its digest; several on one machine (pools) and their ports are not there.',
  'Xet: uploads and downloads of the Python client; the JavaScript client is told to use LFS. Deduplication against what others uploaded is never offered.',
  'Plain http: the Python client makes RepositoryNotFoundError of a 401 over https only.',
];

export function conformanceReport(rows: readonly Row[], versions: readonly string[]): string {
  const clients = [...new Set(rows.map(({ client }) => client))];
  const calls = [...new Set(rows.map(({ call }) => call))];
  const reasons: string[] = [];
  const cell = (call: string, client: string): string => {
    const row = rows.find((each) => each.call === call && each.client === client);
    if (row === undefined) return '';
    if (row.failed === undefined && row.leftOut === undefined) return 'ok';
    reasons.push(`${call}, ${client}: ${(row.failed ?? row.leftOut ?? '').replaceAll(/\s+/g, ' ').slice(0, 300)}`);
    return `${row.failed === undefined ? 'left out' : '**failed**'} (${reasons.length})`;
  };
  const table = calls.map((call) => `| ${[call, ...clients.map((client) => cell(call, client))].join(' | ')} |`);
  return [
    '# The stand-in Hub, as its clients see it',
    '',
    'Written by `npm run test:full` (test/unit/doubles/hubConformance.long.test.ts). Each row was asked of the stand-in by the official clients:',
    `${versions.join(', ')}. Empty: that client was not asked.`,
    '',
    `| Call | ${clients.join(' | ')} |`,
    `| --- |${' --- |'.repeat(clients.length)}`,
    ...table,
    '',
    ...reasons.map((reason, at) => `${at + 1}. ${reason}`),
    '',
    '## What this does not show',
    '',
    ...notCovered.map((each) => `- ${each}`),
    '',
  ].join('\n');
}
