/** Environment variables by whose name alone one knows that a program of the workspace must not have them. */

const secretName =
  /(?:^|_)(?:API_?KEY|ACCESS_?KEY|SECRET_?KEY|PRIVATE_?KEY|KEY|TOKEN|SECRET|PASSWORD|PASSWD|PASSPHRASE|PAT|CREDENTIALS?)(?:_(?:ID|JSON|[0-9]+))?$/i;
/** Git's way to be configured by its environment. */
const gitConfig = /^GIT_CONFIG_(?:KEY|VALUE)_\d+$/;

export function isSecretVariable(name: string): boolean {
  return secretName.test(name) && !gitConfig.test(name);
}
