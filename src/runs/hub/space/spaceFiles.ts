/** The files of a Space: our own template, an image with the script's packages and a small server around the script. Pure. */
import type { ScriptPackages } from '../declaredNeeds.ts';
import { startMinutes } from './spaceLimits.ts';

/** As the Hub expects it where nothing else is said. */
export const appPort = 7860;

interface SpaceFile {
  readonly path: string;
  readonly text: string;
}

export function spaceFiles(parts: {
  readonly image: string;
  readonly packages: ScriptPackages;
  /** Text of `requirements.txt`, where it counts. */
  readonly requirements: string | undefined;
  readonly program: string;
  readonly task: Readonly<Record<string, unknown>>;
}): readonly SpaceFile[] {
  const { requirements } = parts;
  return [
    { path: 'README.md', text: readme },
    { path: 'Dockerfile', text: dockerfile(parts) },
    { path: 'server.py', text: `${parts.program}${loader}` },
    { path: 'task.json', text: `${JSON.stringify(parts.task)}\n` },
    ...(requirements === undefined ? [] : [{ path: requirementsFile, text: requirements }]),
  ];
}

const requirementsFile = 'requirements.txt';

const readme = `---
title: Practicum run
sdk: docker
app_port: ${appPort}
startup_duration_timeout: ${startMinutes}m
pinned: false
---

One training run of Practicum. It ends by itself, and this Space goes with it.
`;

/** The task is a file: it may be longer than an argument. */
const loader = `
import os
with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "task.json")) as file:
    task = json.load(file)
module.main(task, int(sys.argv[1]))
`;

/** Spaces are executed by the user 1000. Packages come while it is built, which nobody pays for. */
function dockerfile({ image, packages }: { readonly image: string; readonly packages: ScriptPackages }): string {
  const { requirements } = packages;
  const brings = warmUp(packages);
  return [
    `FROM ${image}`,
    'USER root',
    'RUN command -v python3 || command -v python || { echo "This image has no Python, which the run needs." >&2; exit 1; }',
    'RUN getent passwd 1000 || useradd -m -u 1000 user || adduser -D -u 1000 user',
    'USER 1000',
    'WORKDIR /tmp/practicum',
    ...(brings === undefined ? [] : [...(requirements === undefined ? [] : [`COPY --chown=1000 ${requirementsFile} ./`]), `RUN ${brings}`]),
    'COPY --chown=1000 . ./',
    `EXPOSE ${appPort}`,
    `CMD ["/bin/sh", "-c", "exec $(command -v python3 || command -v python) server.py ${appPort}"]`,
    '',
  ].join('\n');
}

/** The same words as those that begin the script, so that uv has all of it in its cache then. Undefined: there is nothing to bring. */
function warmUp({ packages, requirements }: ScriptPackages): string | undefined {
  if (packages.length === 0 && requirements === undefined) return undefined;
  const named = packages.map(quoted);
  const uv = [
    'uv run --no-project',
    ...named.map((each) => `--with ${each}`),
    ...(requirements === undefined ? [] : [`--with-requirements ${requirementsFile}`]),
    'python -c ""',
  ].join(' ');
  const pip = ['python3 -m pip install --user', ...named, ...(requirements === undefined ? [] : [`-r ${requirementsFile}`])].join(' ');
  return `if command -v uv; then ${uv}; else ${pip}; fi`;
}

function quoted(word: string): string {
  return `'${word.replaceAll("'", `'\\''`)}'`;
}
