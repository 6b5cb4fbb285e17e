/** Names in a workspace that deserve a question: files that run or steer something later, and files that hold secrets. */

/** One reason to ask. `examples` and `others` are checked by a test: a rule that matches too little or too much fails it. */
export interface NameRule {
  readonly id: string;
  /** Follows “because it ” in a sentence for a person. */
  readonly why: string;
  readonly examples: readonly string[];
  readonly others: readonly string[];
  /** Sees folded segments below the workspace root, outermost first, never empty. */
  matches(segments: readonly string[]): boolean;
}

/**
 * How two names that a file system may take for the same become equal: ignorable code points removed (HFS+ skips
 * them: CVE-2014-9390), composed, in one case (by way of capitals, as some letters share one: `ſ` is an `s`), and without the dots and
 * blanks that Windows drops at the end.
 */
export function foldName(name: string): string {
  const folded = name
    .replace(/\p{Default_Ignorable_Code_Point}/gu, '')
    .normalize('NFC')
    .toUpperCase()
    .toLowerCase();
  const trimmed = folded.replace(/[. ]+$/, '');
  return trimmed === '' ? folded : trimmed;
}

const lastOf = (segments: readonly string[]): string => segments.at(-1) ?? '';

function folders(...names: readonly string[]): NameRule['matches'] {
  const set = new Set(names);
  return (segments) => segments.some((segment) => set.has(segment));
}

function files(names: readonly string[], pattern?: RegExp): NameRule['matches'] {
  const set = new Set(names);
  return (segments) => set.has(lastOf(segments)) || pattern?.test(lastOf(segments)) === true;
}

function anyOf(...matchers: readonly NameRule['matches'][]): NameRule['matches'] {
  return (segments) => matchers.some((matches) => matches(segments));
}

/** Writing one of these always asks, in every mode, and is never covered by an approval for the session. */
export const protectedNames: readonly NameRule[] = [
  {
    id: 'protected.repository',
    why: 'steers the repository: hooks, filters and submodules run programs',
    examples: [
      '.git',
      '.git/hooks/pre-commit',
      'vendor/lib/.git/config',
      '.lefthook.yml',
      '.hooks/pre-push',
      '.gitmodules',
      '.gitattributes',
      '.husky/pre-commit',
      '.hg/hgrc',
    ],
    others: ['src/git.py', '.gitignore', 'docs/.gitkeep'],
    matches: anyOf(
      folders('.git', '.hg', '.svn', '.bzr', '.husky', '.githooks', '.git-hooks', '.hooks', '.lefthook'),
      files([
        '.gitmodules',
        '.gitattributes',
        '.gitconfig',
        '.pre-commit-config.yaml',
        '.pre-commit-config.yml',
        '.pre-commit-hooks.yaml',
        '.overcommit.yml',
        ...['lefthook.yml', 'lefthook.yaml', '.lefthook.yml', '.lefthook.yaml'],
      ]),
    ),
  },
  {
    id: 'protected.editor',
    why: 'configures an editor or container, whose tasks and settings run programs',
    examples: [
      '.vscode/settings.json',
      'proj.code-workspace',
      '.idea/workspace.xml',
      '.devcontainer/devcontainer.json',
      '.devcontainer.json',
      '.vſcode/settings.json',
      '.emacs.d/init.el',
      'x.sublime-project',
    ],
    others: ['src/.vscode.py', 'code-workspace.md'],
    matches: anyOf(
      folders('.vscode', '.vscode-server', '.idea', '.devcontainer', '.zed', '.fleet', '.nvim', '.vim', '.emacs.d', '.vs', '.theia'),
      files(
        ['.devcontainer.json', '.vimrc', '.gvimrc', '.exrc', '.nvimrc', '.nvim.lua', '.dir-locals.el', '.emacs', '.gitpod.yml'],
        /\.(code-workspace|sublime-project)$/,
      ),
    ),
  },
  {
    id: 'protected.agent',
    why: 'instructs or connects every later run of an agent',
    examples: [
      'AGENTS.md',
      'sub/CLAUDE.md',
      '.mcp.json',
      '.cursor/rules/a.mdc',
      '.claude/settings.json',
      '.clinerules',
      'AGENT.md',
      '.kiro/steering/a.md',
      'config/mcp_settings.json',
      '.practicum/rules.json',
      '.practicum/memory.md',
    ],
    others: ['agents.py', 'src/agents/model.py', 'docs/mcp.md', 'mcpherson.json', 'rules.json', '.practicum/papers/rules.json'],
    matches: anyOf(
      (segments) => ['rules.json', 'memory.md'].includes(lastOf(segments)) && segments.at(-2) === '.practicum',
      folders(
        ...['.claude', '.cursor', '.codex', '.gemini', '.windsurf', '.continue', '.clinerules', '.roo', '.opencode', '.aider', '.agents'],
        ...['.kiro', '.amazonq', '.junie', '.qwen', '.trae', '.augment', '.goose', '.crush', '.copilot'],
      ),
      files(
        ['.cursorrules', '.windsurfrules', '.roorules', '.rules', '.goosehints', 'copilot-instructions.md', 'skill.md'],
        /^(agents?|claude|gemini|copilot|codex|qwen|warp)(\.[\w-]+)?\.md$|^\.aider.*$|^([\w.-]*[._-])?mcp([._-](config|settings|servers?))?\.json$|^claude_desktop_config\.json$/,
      ),
    ),
  },
  {
    id: 'protected.yes',
    why: 'holds what a person said yes to: a plan, which only their answer accepts',
    examples: ['.practicum/papers/arxiv-1706.03762/accepted.json', 'sub/.practicum/papers/experiment-lora/accepted.json'],
    others: ['accepted.json', 'data/accepted.json', '.practicum/papers/arxiv-1706.03762/plan.json', 'papers/x/accepted.json'],
    matches: (segments) => lastOf(segments) === 'accepted.json' && segments.at(-3) === 'papers' && segments.at(-4) === '.practicum',
  },
  {
    id: 'protected.python-start',
    why: 'is run by Python or a tool without being asked for',
    examples: [
      'sitecustomize.py',
      'lib/evil.pth',
      'tests/conftest.py',
      '.ipython/profile_default/startup/00.py',
      '.venv/bin/python',
      'pip.conf',
    ],
    others: ['site.py', 'configtest.py', 'models/weights.pt'],
    matches: anyOf(
      folders('.ipython', '.jupyter', '.venv', 'venv'),
      files(
        ['sitecustomize.py', 'usercustomize.py', 'conftest.py', '.pdbrc', '.pdbrc.py', 'pyvenv.cfg', 'pip.conf', 'pip.ini', '.pypirc'],
        /\.pth$/,
      ),
    ),
  },
  {
    id: 'protected.shell-start',
    why: 'is run when a shell or a program starts',
    examples: [
      '.envrc',
      '.bashrc',
      'dotfiles/.zshenv',
      '.zprofile',
      '.zlogin',
      '.login',
      '.config/fish/conf.d/a.fish',
      '.npmrc',
      '.gdbinit',
    ],
    others: ['envrc.md', 'bashrc.py'],
    matches: anyOf(
      folders('.direnv', '.config', 'launchagents'),
      files(
        [
          ...[
            '.envrc',
            '.profile',
            '.inputrc',
            'config.fish',
            '.npmrc',
            '.yarnrc',
            '.yarnrc.yml',
            '.pnp.cjs',
            '.gdbinit',
            '.lldbinit',
            '.ripgreprc',
          ],
          ...[
            '.curlrc',
            '.wgetrc',
            '.screenrc',
            '.tmux.conf',
            '.rprofile',
            '.xprofile',
            '.xinitrc',
            '.xsession',
            '.xsessionrc',
            '.condarc',
            'mise.toml',
            '.mise.toml',
          ],
        ],
        /^\.(bash|zsh|ksh|csh|tcsh|xonsh)(rc|env|_profile|profile|_login|login|_logout|logout|_aliases)$|^\.z?(profile|login|logout)$|^\.pam_environment$/,
      ),
    ),
  },
  {
    id: 'protected.ci',
    why: 'runs on a build server, with its secrets',
    examples: ['.github/workflows/ci.yml', '.gitlab-ci.yml', '.gitlab-ci.yaml', '.circleci/config.yml', 'Jenkinsfile', 'cloudbuild.yaml'],
    others: ['ci.py', 'workflows/train.yml'],
    matches: anyOf(
      folders(
        '.github',
        '.gitlab',
        '.circleci',
        '.buildkite',
        '.woodpecker',
        '.forgejo',
        '.gitea',
        '.teamcity',
        '.azuredevops',
        '.semaphore',
      ),
      files([
        ...['.gitlab-ci.yml', '.travis.yml', 'azure-pipelines.yml', 'azure-pipelines.yaml', 'jenkinsfile', '.drone.yml', '.woodpecker.yml'],
        ...[
          'bitbucket-pipelines.yml',
          'appveyor.yml',
          '.appveyor.yml',
          '.cirrus.yml',
          '.gitlab-ci.yaml',
          '.drone.yaml',
          '.woodpecker.yaml',
        ],
        ...['buildspec.yml', 'buildspec.yaml', 'cloudbuild.yml', 'cloudbuild.yaml'],
      ]),
    ),
  },
];

/** What editors and people put behind the name of a copy. */
const copyEnding = /(~|\.(bak|backup|old|orig|save|copy|swp|tmp|\d{1,2}))$/;

/** The copy of a secret is one. */
function withCopies(rule: NameRule): NameRule {
  const originalOf = (segments: readonly string[]): readonly string[] => [
    ...segments.slice(0, -1),
    lastOf(segments).replace(copyEnding, ''),
  ];
  return { ...rule, matches: (segments) => rule.matches(segments) || rule.matches(originalOf(segments)) };
}

const secrets: readonly NameRule[] = [
  {
    id: 'secret.environment',
    why: 'usually holds keys',
    examples: ['.env', '.env.local', 'app/.ENV', 'prod.env', '.envrc', '.env~', '.env_old'],
    others: ['environment.py', 'src/env.py', 'envs.md'],
    matches: files(['.renviron'], /^\.env|^[\w-]+\.env$/),
  },
  {
    id: 'secret.key',
    why: 'looks like a private key',
    examples: ['server.pem', 'server.pem.bak', 'id_rsa', 'id_rsa.old', 'id_ed25519.pub', 'keys/tls.key', 'cert.p12', '.ssh/known_hosts'],
    others: ['id_map.py', 'src/keys.py', 'key.md', 'ids.txt'],
    matches: anyOf(
      folders('.ssh', '.gnupg'),
      files([], /\.(pem|key|p12|pfx|jks|keystore|kdbx|ppk)$|^id_[^.]*(\.pub)?$|^id_(rsa|dsa|ecdsa|ed25519)\b/),
    ),
  },
  {
    id: 'secret.credentials',
    why: 'looks like credentials',
    examples: [
      '.netrc',
      '.git-credentials',
      '.aws/credentials',
      '.kube/config',
      'config/service-account.json',
      'credentials.json',
      'secrets.toml',
      'kaggle.json',
      '.kaggle/kaggle.json',
    ],
    others: ['src/credentials_test.py', 'secretary.md', 'account.json'],
    matches: anyOf(
      folders('.aws', '.kube', '.azure', '.docker', '.secrets', '.kaggle', 'gcloud'),
      files(
        [
          '.netrc',
          '_netrc',
          '.git-credentials',
          '.pgpass',
          '.npmrc',
          '.pypirc',
          '.htpasswd',
          '.dockercfg',
          '.dockerconfigjson',
          '.s3cfg',
          '.boto',
          'kubeconfig',
          'kaggle.json',
          '.my.cnf',
        ],
        /^\.?(credentials?|secrets?)(\.(json|toml|ya?ml|ini|txt|cfg|csv))?$|^(client[_-]secret|service[_-]?account|[\w-]*credentials).*\.json$/,
      ),
    ),
  },
  {
    id: 'secret.token',
    why: 'looks like an access token',
    examples: ['token', 'hf_token', '.cache/huggingface/token', 'api-token.txt', '.vault-token', 'stored_tokens'],
    others: ['tokenizer.json', 'special_tokens_map.json', 'src/token.py', 'tokens.txt', 'tokenize'],
    matches: files(['stored_tokens'], /^(.*[._-])?token(\.(txt|json))?$|\.token$/),
  },
  {
    id: 'secret.repository',
    why: 'may hold a token in an address',
    examples: ['.git/config', 'sub/.git/config', '.git/modules/lib/config', '.git/worktrees/a/config.worktree'],
    others: ['.git/HEAD', 'config', 'src/config'],
    matches: (segments) => segments.includes('.git') && /^config(\.worktree)?$|^credentials$/.test(lastOf(segments)),
  },
];

/** Even reading one of these asks: what is read reaches the model's provider. */
export const secretNames: readonly NameRule[] = secrets.map(withCopies);

export function findNameRule(rules: readonly NameRule[], segments: readonly string[]): NameRule | undefined {
  if (segments.length === 0) return undefined;
  const folded = segments.map(foldName);
  return rules.find((rule) => rule.matches(folded));
}

/** For a path that is only a name so far: `relativePath` is below the root, with either separator. */
export function isSecretPath(relativePath: string): boolean {
  return (
    findNameRule(
      secretNames,
      relativePath.split(/[\\/]+/).filter((segment) => segment !== ''),
    ) !== undefined
  );
}
