/** Settings of models beside the main one, declared as settingContributions.ts declares the rest. */
export const modelSettings = {
  'practicum.models.research': {
    type: 'string',
    default: '',
    order: 1,
    scope: 'machine',
    description: 'The model of research sub-agents, which read and report. Empty: `#practicum.model#`.',
    usesOnlineServices: true,
  },
  'practicum.models.analysis': {
    type: 'string',
    default: '',
    order: 1,
    scope: 'machine',
    description: 'The model that is asked one question about a long text or a picture. Empty: `#practicum.model#`.',
    usesOnlineServices: true,
  },
  'practicum.models.compaction': {
    type: 'string',
    default: '',
    order: 1,
    scope: 'machine',
    description:
      'The model that summarises a conversation that has become long; where it cannot be had, the main one does it and says so. Empty: `#practicum.model#`.',
    usesOnlineServices: true,
  },
  'practicum.models.titles': {
    type: 'string',
    default: '',
    order: 1,
    scope: 'machine',
    description:
      'The model that gives a session its title, once its first request is done. Empty: where `#practicum.model#` is asked at Anthropic or OpenAI itself, their small model with a published price (less than a tenth of a cent a title); else the title is the first line. `none`: the first line always.',
    usesOnlineServices: true,
  },
  'practicum.models.fallback': {
    type: 'string',
    default: '',
    order: 1,
    scope: 'machine',
    description:
      'The model to go on with while the service of the main one is down. You are asked once in a session before anything is sent there; the next request begins with the main one again. Empty: none.',
    usesOnlineServices: true,
  },
  'practicum.reasoningEffort': {
    type: 'string',
    default: '',
    order: 1,
    scope: 'window',
    choices: {
      '': 'As the model does by itself.',
      none: 'No reasoning before an answer.',
      minimal: 'Hardly any.',
      low: 'Little: quicker and cheaper.',
      medium: 'Some.',
      high: 'Much.',
      xhigh: 'More than most models take.',
      max: 'All that it may.',
    },
    description:
      'How much the main model reasons before it answers, as far as it can be told: what it does not take, the nearest is asked for, and you are told.',
  },
  'practicum.editorModel.confirmEvery': {
    type: 'integer',
    default: 100,
    minimum: 0,
    order: 24,
    scope: 'machine',
    description:
      'After so many requests of a session to one of the editor’s own models, which its provider counts, you are asked before more are made. 0: never.',
  },
} as const;
