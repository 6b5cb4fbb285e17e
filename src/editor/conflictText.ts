/** `train.py and config.py were changed since, not by the agent, and were left as they are.` */
export function conflictText(files: readonly string[]): string {
  const named = files.length <= 3 ? files : [...files.slice(0, 2), `${files.length - 2} more files`];
  const list = named.length === 1 ? named[0] : `${named.slice(0, -1).join(', ')} and ${named.at(-1)}`;
  return files.length === 1
    ? `${list} was changed since, not by the agent, and was left as it is.`
    : `${list} were changed since, not by the agent, and were left as they are.`;
}
