/**
 * Does a repository's own configuration name a program that looking at the repository would start? A folder that somebody sent may bring
 * such a configuration along, so that it stands there before the session begins. Git's own daemon (`fsmonitor = true`) and the filter of
 * large files are no such programs. Source: git-config(1).
 */
export function startsPrograms(config: string): boolean {
  let section = '';
  for (const line of config.replace(/\\\r?\n/g, '').split(/\r?\n/)) {
    const header = /^\s*\[\s*([\w.-]+)(?:\s+"((?:[^"\\]|\\.)*)")?\s*\]/.exec(line);
    if (header !== null) section = `${header[1] ?? ''} ${header[2] ?? ''}`.trim().toLowerCase();
    // A header and its first setting may share a line; a comment that looks like a setting only asks once too often.
    const setting = /^\s*([a-z][\w-]*)\s*(?:=\s*(.*))?$/i.exec(header === null ? line : line.slice(header[0].length));
    if (setting !== null && isProgram(section, (setting[1] ?? '').toLowerCase(), (setting[2] ?? '').trim())) return true;
  }
  return false;
}

function isProgram(section: string, name: string, value: string): boolean {
  const [kind = '', ...rest] = section.split(/[\s.]+/);
  switch (kind) {
    case 'core':
      if (name === 'fsmonitor') return !/^(true|false|yes|no|on|off|0|1|)$/i.test(value);
      return ['hookspath', 'sshcommand', 'gitproxy', 'alternaterefscommand', 'attributesfile'].includes(name);
    case 'include':
    case 'includeif':
      return name === 'path';
    case 'diff':
      return ['external', 'textconv', 'command'].includes(name);
    case 'filter':
      return ['clean', 'smudge', 'process'].includes(name) && !(rest.join('') === 'lfs' && /^git-lfs\b/.test(value));
    case 'gpg':
      return name === 'program';
    default:
      return false;
  }
}
