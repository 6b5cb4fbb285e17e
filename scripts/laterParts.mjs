/**
 * What most windows never load: it comes once a paper is opened, code is linked to one or one is implemented, once a server of the Model Context
 * Protocol is configured or other agents are served, once research is asked for, once a data set or a page of the web is read, once a picture is shown,
 * once a workspace or home has skills or prompt files, once a model wants the Responses API, or when another model is looked for, chosen or gives a session its title. Sources, by their path in the clone.
 */
export const laterParts = new RegExp(
  [
    '^src/(?:papers|reproduction|mcp)/',
    String.raw`^src/editor/(?:(?:paper|reproduction|trace|mcp|participant)\w*|checkContracts|codeReview|stageMarks|mainDocument)\.ts$`,
    String.raw`^src/cli/(?:paper|reproduc|contract|mcp)\w*\.ts$`,
    String.raw`^src/app/(?:mcp|research|outsideData|paperBeside)\w*\.ts$`,
    String.raw`^src/(?:agent|tools)/(?:research|sub[A-Z])\w*\.ts$`,
    String.raw`^src/(?:app/picture\w*|editor/chatPictures|agent/admitImages|cli/givenImages|tools/(?:plotMetrics|readImage)|base/(?:admitPicture|pictureFile))\.ts$`,
    String.raw`^src/(?:editor/model(?:Picker|Roles|Keys)|app/titles)\.ts$`,
    '^src/runs/plot/',
    '^src/(?:datasets|web)/',
    String.raw`^src/editor/(?:previewDataset|dataset\w*)\.ts$`,
    String.raw`^src/models/(?:responses\w*|probe|tryOut|serverDetails|localServers)\.ts$`,
    String.raw`^src/app/(?:promptFiles|promptText|frontMatter)\.ts$`,
  ].join('|'),
);
