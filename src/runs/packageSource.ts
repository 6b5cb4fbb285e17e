/** Where pip gets packages from, as the person configured it: their index and mirrors are used as they are, and named before pip speaks to them. */
import { accessSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { TorchBuild } from './installSize.ts';

export interface PackageSource {
  /** Hosts that pip will speak to, apart from the one of a build that `buildFor` chooses. */
  readonly hosts: readonly string[];
  /** The person said where packages come from, so nothing is added to it. */
  readonly isOwn: boolean;
  /** A driver of NVIDIA is there, so torch comes with its libraries. */
  readonly hasGpu: boolean;
  readonly platform: NodeJS.Platform;
}

/** What does not change while a window is open. Reads pip's configuration and looks along the PATH. */
export function findPackageSource(env: Readonly<Record<string, string | undefined>>, platform = process.platform): PackageSource {
  return { ...packageIndex(env, configurationText(env, platform)), hasGpu: hasNvidiaGpu(env, platform), platform };
}

const torchCpuIndex = 'https://download.pytorch.org/whl/cpu';

export interface Build {
  readonly options: readonly string[];
  readonly hosts: readonly string[];
  readonly torch: TorchBuild;
}

/** On Linux pip takes torch with 3 GB of NVIDIA's libraries unless told otherwise. `names` are package names. Pure. */
export function buildFor(names: readonly string[], { isOwn, hasGpu, platform, hosts }: PackageSource): Build {
  if (platform !== 'linux') return { options: [], hosts, torch: 'cpu' };
  if (isOwn) return { options: [], hosts, torch: 'unknown' };
  if (hasGpu || !names.includes('torch')) return { options: [], hosts, torch: 'cuda' };
  return { options: ['--extra-index-url', torchCpuIndex], hosts: [...new Set([...hosts, new URL(torchCpuIndex).host])], torch: 'cpu' };
}

/** https://pip.pypa.io/en/stable/topics/configuration/: variables come before files. Pure. */
export function packageIndex(
  env: Readonly<Record<string, string | undefined>>,
  configuration: string,
): Pick<PackageSource, 'hosts' | 'isOwn'> {
  const settings = { ...settingsIn(configuration), ...settingsOf(env) };
  const index = settings['index-url'];
  const own = [index ?? '', settings['extra-index-url'] ?? ''].join(' ').split(/\s+/);
  const isOwn = ['index-url', 'extra-index-url', 'find-links', 'no-index'].some((name) => (settings[name] ?? '') !== '');
  if (/^(?:1|true|yes|on)$/i.test(settings['no-index'] ?? '')) return { hosts: [], isOwn };
  const urls = index === undefined ? ['https://pypi.org/simple', ...own] : own;
  const hosts = urls.flatMap((url) => (/^https?:/i.test(url) && URL.canParse(url) ? [new URL(url).host] : []));
  return { hosts: [...new Set(hosts)], isOwn };
}

function settingsOf(env: Readonly<Record<string, string | undefined>>): Readonly<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const [name, value] of Object.entries(env)) {
    if (name.startsWith('PIP_') && value !== undefined && value !== '')
      found[name.slice('PIP_'.length).toLowerCase().replaceAll('_', '-')] = value;
  }
  return found;
}

/** The parts of pip's configuration that an installation reads, later ones first in force. A value may go on in indented lines. */
function settingsIn(text: string): Readonly<Record<string, string>> {
  const found: Record<string, string> = {};
  let section = '';
  let name: string | undefined;
  for (const line of text.split(/\r?\n/)) {
    if (/^\s*(?:[#;]|$)/.test(line)) continue;
    const head = /^\[([^\]]+)\]/.exec(line)?.[1];
    const [, key, value] = /^([\w-]+)\s*[=:]\s*(.*)$/.exec(line) ?? [];
    if (head !== undefined) {
      section = head.trim().toLowerCase();
      name = undefined;
    } else if (/^\s/.test(line)) {
      if (name !== undefined) found[name] = `${found[name] ?? ''} ${line.trim()}`.trim();
    } else if (key !== undefined && (section === 'global' || section === 'install')) {
      name = key.toLowerCase().replaceAll('_', '-');
      found[name] = (value ?? '').trim();
    } else name = undefined;
  }
  return found;
}

/** pip's configuration files, the least in force first. */
function configurationText(env: Readonly<Record<string, string | undefined>>, platform: NodeJS.Platform): string {
  const home = env['HOME'] ?? env['USERPROFILE'] ?? '';
  const config = env['XDG_CONFIG_HOME'] ?? path.join(home, '.config');
  const own = env['PIP_CONFIG_FILE'];
  const files =
    platform === 'win32'
      ? [path.join(env['ProgramData'] ?? '', 'pip', 'pip.ini'), path.join(env['APPDATA'] ?? '', 'pip', 'pip.ini')]
      : [
          ...['/etc/xdg/pip/pip.conf', '/etc/pip.conf', path.join(home, '.pip/pip.conf'), path.join(config, 'pip/pip.conf')],
          ...(platform === 'darwin' ? [path.join(home, 'Library/Application Support/pip/pip.conf')] : []),
        ];
  const texts = [...files, ...(own === undefined ? [] : [own])].filter((file) => path.isAbsolute(file)).map(textOrNothing);
  return texts.join('\n');
}

function textOrNothing(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

/** A driver leaves its tool on the PATH. Asking it takes long and is not needed to choose a build. */
function hasNvidiaGpu(env: Readonly<Record<string, string | undefined>>, platform: NodeJS.Platform): boolean {
  const tool = platform === 'win32' ? 'nvidia-smi.exe' : 'nvidia-smi';
  return (env['PATH'] ?? env['Path'] ?? '').split(path.delimiter).some((folder) => {
    if (!path.isAbsolute(folder)) return false;
    try {
      accessSync(path.join(folder, tool));
      return true;
    } catch {
      return false;
    }
  });
}
