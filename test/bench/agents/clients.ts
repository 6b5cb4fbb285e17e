/** The agents that are measured against the same endpoint: ours, and `pi` from npm as the yardstick. Neither is given a key of anybody. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { root } from '../../../scripts/package.ts';

export const piVersion = '0.87.1';
const piPackage = '@earendil-works/pi-coding-agent';

export interface Client {
  readonly name: string;
  readonly args: (prompt: string, url: string) => readonly string[];
  /** Everything that it needs to know, written into its own home. */
  readonly env: (home: string, url: string) => Readonly<Record<string, string>>;
}

export const practicum: Client = {
  name: 'practicum',
  args: (prompt, url) => [
    path.join(root, 'dist/cli.js'),
    '--model',
    'anthropic/bench',
    '--base-url',
    url,
    '--max-responses',
    '2000',
    prompt,
  ],
  env: (home) => ({ PRACTICUM_HOME: path.join(home, 'practicum'), ANTHROPIC_API_KEY: 'sk-none' }),
};

/** Installed once, outside the clone; undefined when the registry cannot be reached. */
export function installedPi(): Client | undefined {
  const folder = path.join(process.env['XDG_CACHE_HOME'] ?? path.join(homedir(), '.cache'), 'practicum', `pi-${piVersion}`);
  const program = path.join(folder, 'node_modules', piPackage, 'dist/cli.js');
  if (!existsSync(program)) {
    mkdirSync(folder, { recursive: true });
    try {
      execFileSync('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts', '--prefix', folder, `${piPackage}@${piVersion}`], {
        stdio: 'ignore',
      });
    } catch {
      return undefined;
    }
  }
  return {
    name: `pi ${piVersion}`,
    args: (prompt) => [program, '--offline', '--provider', 'bench', '--model', 'bench', '--thinking', 'off', '-p', prompt],
    env(home, url) {
      const folder = path.join(home, 'pi');
      mkdirSync(folder, { recursive: true });
      const model = { id: 'bench', name: 'bench', reasoning: false, input: ['text'], contextWindow: 1_000_000, maxTokens: 16_384 };
      const provider = { baseUrl: url, api: 'anthropic-messages', apiKey: 'sk-none', models: [model] };
      writeFileSync(path.join(folder, 'models.json'), JSON.stringify({ providers: { bench: provider } }));
      return { PI_CODING_AGENT_DIR: folder, PI_OFFLINE: '1', PI_TELEMETRY: '0' };
    },
  };
}
