import { realpathSync, statSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import type { HiddenPlace } from './fileView.ts';

/**
 * Where programs keep what lets somebody act in the person's name: keys, tokens, cookies, sockets of agents, and what was typed before.
 * Only what exists is hidden, since nothing can be made outside the workspace. Sources: the documentation of each program.
 */

export interface Person {
  /** Their home folder; more than one where `$HOME` names another than the system does. */
  readonly homes: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
}

const inHome: readonly string[] = [
  ...[
    '.ssh',
    '.gnupg',
    '.pki',
    '.password-store',
    '.1password',
    '.bitwarden-ssh-agent.sock',
    '.local/share/keyrings',
    '.kde/share/apps/kwallet',
  ],
  ...[
    '.aws',
    '.azure',
    '.config/gcloud',
    '.kube',
    '.docker',
    '.oci',
    '.bluemix',
    '.digitalocean',
    '.config/doctl',
    '.fly',
    '.vercel',
    '.netlify',
  ],
  ...[
    '.terraform.d/credentials.tfrc.json',
    '.pulumi/credentials.json',
    '.vault-token',
    '.config/rclone',
    '.s3cfg',
    '.boto',
    '.mc',
    '.databrickscfg',
  ],
  ...[
    '.netrc',
    '_netrc',
    '.pgpass',
    '.my.cnf',
    '.mylogin.cnf',
    '.npmrc',
    '.yarnrc',
    '.yarnrc.yml',
    '.pypirc',
    '.config/pypoetry/auth.toml',
  ],
  ...[
    '.cargo/credentials',
    '.cargo/credentials.toml',
    '.gem/credentials',
    '.m2/settings.xml',
    '.gradle/gradle.properties',
    '.config/pip/pip.conf',
  ],
  ...[
    '.git-credentials',
    '.config/git/credentials',
    '.config/gh',
    '.config/glab-cli',
    '.config/hub',
    '.config/github-copilot',
    '.cache/git',
  ],
  ...['.cache/huggingface/token', '.cache/huggingface/stored_tokens', '.huggingface', '.kaggle', '.config/kaggle', '.config/wandb', '.ngc'],
  ...[
    '.config/modal',
    '.modal.toml',
    '.runpod',
    '.sky',
    '.lambda_cloud',
    '.comet.config',
    '.neptune',
    '.config/openai',
    '.anthropic',
    '.gemini',
  ],
  ...['.claude', '.claude.json', '.codex', '.config/opencode', '.local/share/opencode', '.continue', '.cursor', '.aider.conf.yml'],
  ...[
    '.mozilla',
    '.thunderbird',
    '.config/google-chrome',
    '.config/chromium',
    '.config/BraveSoftware',
    '.config/microsoft-edge',
    '.config/vivaldi',
  ],
  ...[
    '.config/opera',
    'snap/firefox',
    'snap/chromium',
    '.var/app/org.mozilla.firefox',
    '.config/Signal',
    '.config/Slack',
    '.config/discord',
  ],
  ...['.config/Code/User/globalStorage', '.config/VSCodium/User/globalStorage', '.config/Cursor/User/globalStorage', '.vscode-server/data'],
  ...[
    '.config/code-server',
    '.local/share/code-server/User/globalStorage',
    '.local/share/code-server/code-server-ipc.sock',
    '.vscode/argv.json',
  ],
  ...[
    '.jupyter',
    '.local/share/jupyter/runtime',
    '.colima',
    '.lima',
    '.orbstack',
    '.rd',
    '.config/containers/auth.json',
    '.config/fish/fish_variables',
  ],
  ...['.bash_history', '.zsh_history', '.zhistory', '.history', '.python_history', '.node_repl_history', '.psql_history', '.mysql_history'],
  ...['.sqlite_history', '.lesshst', '.viminfo', '.wget-hsts', '.local/share/fish/fish_history', '.local/share/nushell', '.ipython'],
  ...['.Xauthority', '.ICEauthority', '.rhosts', '.env', '.envrc', '.secrets'],
  // macOS
  ...[
    'Library/Keychains',
    'Library/Cookies',
    'Library/Safari',
    'Library/Mail',
    'Library/Messages',
    'Library/Application Support/Google/Chrome',
  ],
  ...['Library/Application Support/Firefox', 'Library/Application Support/BraveSoftware', 'Library/Application Support/Microsoft Edge'],
  ...['Library/Application Support/Code/User/globalStorage', 'Library/Group Containers', 'Library/Containers/com.apple.Safari'],
];

/** A file or a folder that a program was told to use in place of its usual one. */
const variables: readonly string[] = [
  ...['AWS_SHARED_CREDENTIALS_FILE', 'AWS_CONFIG_FILE', 'AWS_WEB_IDENTITY_TOKEN_FILE', 'GOOGLE_APPLICATION_CREDENTIALS', 'CLOUDSDK_CONFIG'],
  ...['KUBECONFIG', 'DOCKER_CONFIG', 'AZURE_CONFIG_DIR', 'GNUPGHOME', 'NETRC', 'PGPASSFILE', 'NPM_CONFIG_USERCONFIG', 'PIP_CONFIG_FILE'],
  ...[
    'HF_TOKEN_PATH',
    'KAGGLE_CONFIG_DIR',
    'WANDB_CONFIG_DIR',
    'GH_CONFIG_DIR',
    'SSH_AUTH_SOCK',
    'XAUTHORITY',
    'HISTFILE',
    'VAULT_TOKEN_FILE',
  ],
];

/** Of the machine. Somebody who works as root owns them. */
const ofMachine: readonly string[] = [
  ...[
    '/etc/shadow',
    '/etc/shadow-',
    '/etc/gshadow',
    '/etc/gshadow-',
    '/etc/sudoers',
    '/etc/sudoers.d',
    '/etc/ssl/private',
    '/etc/krb5.keytab',
  ],
  ...['/etc/ssh/ssh_host_rsa_key', '/etc/ssh/ssh_host_ecdsa_key', '/etc/ssh/ssh_host_ed25519_key', '/etc/kubernetes', '/etc/rancher'],
  ...['/etc/wireguard', '/etc/NetworkManager/system-connections', '/etc/docker/key.json', '/var/lib/docker', '/var/lib/kubelet'],
  ...[
    '/var/lib/containerd',
    '/var/lib/lxd',
    '/var/lib/incus',
    '/var/snap/lxd/common/lxd',
    '/var/lib/cloud',
    '/var/spool/cron',
    '/var/mail',
  ],
];

/** Those places that exist, and those that the caller keeps besides (absolute). A link is hidden where it leads to. */
export function credentialPlaces({ homes, env }: Person, others: readonly string[] = []): readonly HiddenPlace[] {
  const named = variables.flatMap((name) => (env[name] ?? '').split(':')).filter((path) => isAbsolute(path));
  const huggingFace = env['HF_HOME'];
  const hub = huggingFace === undefined || !isAbsolute(huggingFace) ? [] : [join(huggingFace, 'token'), join(huggingFace, 'stored_tokens')];
  const candidates = new Set([
    ...homes.flatMap((home) => inHome.map((path) => join(home, path))),
    ...named,
    ...hub,
    ...ofMachine,
    ...others,
  ]);
  // Looked at without a break: most are missing, which the system knows in some microseconds.
  const found = [...candidates].map(existing).filter((place) => place !== undefined);
  const places = new Map(found.map((place) => [place.path, place]));
  return [...places.values()];
}

function existing(path: string): HiddenPlace | undefined {
  try {
    const info = statSync(path, { throwIfNoEntry: false });
    return info === undefined ? undefined : { path: realpathSync(path), isFolder: info.isDirectory() };
  } catch {
    // This person cannot get there: neither can the program.
    return undefined;
  }
}
