/**
 * Programs that no rule may allow: they run whatever a file, an argument or another program says, change the shell that runs them, or
 * destroy something. The same words may mean something else an hour later.
 */
const neverByRule = new RegExp(
  `^(${[
    'python[\\d.]*|pypy[\\d.]*|ipython|jupyter|node|deno|bun|perl|ruby|php|lua|julia|Rscript|R|java|tclsh|expect|osascript',
    'sh|bash|zsh|dash|ksh|fish|csh|tcsh|pwsh|powershell|cmd|busybox|eval|source|\\.|exec|command|builtin|env|xargs|nohup|nice|ionice|time',
    'timeout|setsid|stdbuf|script|watch|parallel|entr|flock|chroot|unshare|bwrap|strace|ltrace|gdb|lldb|sudo|doas|su|runuser|pkexec',
    'cd|pushd|popd|alias|unalias|export|declare|typeset|local|readonly|unset|set|shopt|enable|hash|trap|read|mapfile|readarray|getopts',
    'let|umask|ulimit|exit|return|break|continue|shift|wait|bg|fg|jobs|disown|bind|complete|history|fc|logout|suspend|times',
    'rm|rmdir|unlink|mv|dd|shred|truncate|chmod|chown|chgrp|chattr|setfacl|ln|mount|umount|kill|pkill|killall|find|fd|sed|awk|gawk|mawk',
    'vi|vim|nvim|view|emacs|nano|ed|ex|less|more|man|crontab|at|batch|systemctl|launchctl|tmux|screen',
  ].join('|')})$`,
  'i',
);

/**
 * Programs for which no rule and no approval for the session is offered, though a person may write a rule themselves: they run code of
 * the workspace, which the agent may have written a moment ago, unpack files that nobody named, or carry something out of the machine.
 */
const neverOffered = new RegExp(
  `^(${[
    'go|cargo|rustc|javac|mvn|gradle|sbt|dotnet|swift|make|gmake|cmake|ctest|ninja|meson|bazel|just|task|invoke|inv|rake|ant|scons|waf',
    'npm|npx|pnpm|yarn|corepack|pip[\\d.]*|uv|uvx|pipx|conda|mamba|micromamba|pixi|poetry|pdm|hatch|rye|tox|nox|pytest|py\\.test|nosetests',
    'coverage|mypy|pylint|flake8|pyright|pre-commit|sphinx-build|mkdocs|streamlit|gradio|uvicorn|gunicorn|flask|django-admin|papermill|nbconvert',
    'torchrun|accelerate|deepspeed|mpirun|mpiexec|srun|sbatch|salloc|ray|dvc|snakemake|nextflow|airflow|prefect|luigi|lightning|llamafactory-cli',
    'docker|podman|nerdctl|kubectl|helm|vagrant|terraform|ansible.*|apt|apt-get|dnf|yum|brew|snap|pacman|apk|install',
    'git|hg|svn|gh|glab|hub|huggingface-cli|hf|kaggle|wandb|mlflow|aws|gcloud|gsutil|az|s3cmd|rclone|restic|borg',
    'curl|wget|aria2c|http|https|xh|nc|ncat|netcat|socat|telnet|ftp|sftp|ssh|scp|rsync|dig|host|nslookup|ping|mail|sendmail|mutt|openssl|gpg',
    'tar|unzip|7z|7za|cpio|pax|unrar|patch|xdg-open|open|start|code|sqlite3|psql|mysql|redis-cli|m4|gcc|g\\+\\+|cc|c\\+\\+|clang|clang\\+\\+|ld|nvcc',
  ].join('|')})$`,
  'i',
);

/** `program` is the name as it stands in the command; in any case, as some volumes find it in any. */
export function isNeverAllowedByRule(program: string): boolean {
  return !/^[A-Za-z0-9_.+-]+$/.test(program) || neverByRule.test(program);
}

export function isNeverRemembered(program: string): boolean {
  return isNeverAllowedByRule(program) || neverOffered.test(program);
}
