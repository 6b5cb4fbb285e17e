import { mcpProvider, participant } from './agentEntries.ts';
import * as table from './contributions.ts';
import { menus, submenus } from './menuContributions.ts';
import { outsideTools } from './outsideTools.ts';
import { settings as declaredSettings, type SettingContribution } from './settingContributions.ts';

/** The parts of package.json that are generated from `contributions.ts`, `menuContributions.ts` and `settingContributions.ts`. Pure: tables in, JSON out. */
export function generatedManifest(): Readonly<Record<string, unknown>> {
  const commands: readonly (readonly [string, table.CommandContribution])[] = Object.entries(table.commands);
  const settings: readonly (readonly [string, SettingContribution])[] = Object.entries(declaredSettings);
  return {
    main: './dist/extension.cjs',
    icon: 'media/icon.png',
    extensionKind: ['workspace'],
    activationEvents: [...table.activationEvents],
    capabilities: {
      ...table.capabilities,
      untrustedWorkspaces: {
        ...table.capabilities.untrustedWorkspaces,
        restrictedConfigurations: settings.filter(([, setting]) => setting.isRestricted === true).map(([id]) => id),
      },
    },
    contributes: {
      commands: commands.map(([command, { title, icon }]) => ({
        command,
        title,
        category: 'Practicum',
        ...(icon === undefined ? {} : { icon }),
      })),
      configuration: { title: 'Practicum', properties: Object.fromEntries(settings.map(([id, setting]) => [id, settingSchema(setting)])) },
      configurationDefaults: table.configurationDefaults,
      viewsContainers: table.viewContainers,
      views: table.viewsByContainer,
      viewsWelcome: table.viewsWelcome,
      submenus,
      menus: { ...menus, commandPalette: commands.flatMap(([command, { palette }]) => paletteEntry(command, palette)) },
      keybindings: table.keybindings,
      customEditors: table.customEditors,
      taskDefinitions: table.taskDefinitions,
      authentication: [table.hubAccount],
      languageModelTools: outsideTools.map(({ tool: _, reference, userDescription, ...offered }) => ({
        ...offered,
        canBeReferencedInPrompt: true,
        toolReferenceName: reference,
        userDescription,
        icon: '$(graph-line)',
        tags: ['practicum'],
      })),
      mcpServerDefinitionProviders: [mcpProvider],
      chatParticipants: [participant],
      walkthroughs: [table.walkthrough],
    },
  };
}

function settingSchema(setting: SettingContribution): Readonly<Record<string, unknown>> {
  return {
    type: setting.type,
    default: setting.default,
    order: setting.order,
    scope: setting.scope,
    markdownDescription: setting.description,
    ...valueSchema(setting),
    ...(setting.usesOnlineServices === true ? { tags: ['usesOnlineServices'] } : {}),
  };
}

function valueSchema(setting: SettingContribution): Readonly<Record<string, unknown>> {
  switch (setting.type) {
    case 'integer':
    case 'number':
      return { minimum: setting.minimum };
    case 'array':
      return { items: { type: 'string' }, uniqueItems: true };
    case 'object':
      if ('each' in setting) return { additionalProperties: setting.each };
      return {
        additionalProperties: false,
        properties: Object.fromEntries(
          Object.entries(setting.names).map(([name, description]) => [
            name,
            { type: 'string', description, ...choicesSchema(setting.choices) },
          ]),
        ),
      };
    case 'string':
      return choicesSchema(setting.choices);
  }
}

function choicesSchema(choices: Readonly<Record<string, string>> | undefined): Readonly<Record<string, unknown>> {
  return choices === undefined ? {} : { enum: Object.keys(choices), enumDescriptions: Object.values(choices) };
}

function paletteEntry(command: string, palette: string | undefined): readonly { readonly command: string; readonly when: string }[] {
  if (palette === undefined) return [];
  return [{ command, when: palette === 'never' ? 'false' : palette }];
}
