import type { Tool } from '../base/tool.ts';
import { auditDataset } from './auditDataset.ts';
import { changeHubRepo } from './changeHubRepo.ts';
import { CheckMemory } from './checkMemory.ts';
import { compareRuns } from './compareRuns.ts';
import { type BoundServices, bindTool } from './define.ts';
import { describePicture } from './describePicture.ts';
import { editFile } from './editFile.ts';
import { editNotebook } from './editNotebook.ts';
import { estimateTraining } from './estimateTraining.ts';
import { findPapers } from './findPapers.ts';
import { hubJobs } from './hubJobs.ts';
import { hubSandbox } from './hubSandbox.ts';
import { installPackages } from './installPackages.ts';
import { listFiles } from './listFiles.ts';
import { listRuns } from './listRuns.ts';
import { publishToHub } from './publishToHub.ts';
import { readDocs } from './readDocs.ts';
import { readFile } from './readFile.ts';
import { readGitHubFile } from './readGitHubFile.ts';
import { readHubFile } from './readHubFile.ts';
import { readHubRepo } from './readHubRepo.ts';
import { ReadMemory } from './readMemory.ts';
import { readMetric } from './readMetric.ts';
import { readPage } from './readPage.ts';
import { readPaper } from './readPaper.ts';
import { readRun } from './readRun.ts';
import { readSkill } from './readSkill.ts';
import { recallOutput } from './recallOutput.ts';
import { remember } from './remember.ts';
import { research } from './research.ts';
import { runShell } from './runShell.ts';
import { searchDocs } from './searchDocs.ts';
import { searchGitHub } from './searchGitHub.ts';
import { searchHub } from './searchHub.ts';
import { searchText } from './searchText.ts';
import { searchWeb } from './searchWeb.ts';
import type { ToolServices } from './services.ts';
import { startRun } from './startRun.ts';
import { updatePlan } from './updatePlan.ts';
import { waitRun } from './waitRun.ts';
import { writeFile } from './writeFile.ts';

/** Every tool, for one session. The order is the one that the model sees, and never changes within a session. */
export function bindTools(services: ToolServices): readonly Tool[] {
  const bound = { ...services, seen: new ReadMemory(), checks: new CheckMemory() };
  return [
    bindTool(readFile, bound),
    bindTool(listFiles, bound),
    bindTool(searchText, bound),
    bindTool(editFile, bound),
    bindTool(editNotebook, bound),
    bindTool(writeFile, bound),
    bindTool(runShell, bound),
    bindTool(installPackages, bound),
    bindTool(startRun, bound),
    bindTool(readRun, bound),
    bindTool(listRuns, bound),
    bindTool(readMetric, bound),
    bindTool(compareRuns, bound),
    bindTool(waitRun, bound),
    bindTool(auditDataset, bound),
    bindTool(updatePlan, bound),
    bindTool(recallOutput, bound),
    bindTool(remember, bound),
    ...(bound.hub.isOpen ? hubTools(bound) : []),
    ...(bound.web.isOpen ? webTools(bound) : []),
    ...(bound.papers.isOpen ? [bindTool(readPaper, bound)] : []),
    ...(bound.research === undefined ? [] : [bindTool(research, bound)]),
    ...eyesTools(bound),
    { ...bindTool(readSkill, bound), isOffered: () => bound.skills.list().length > 0 },
  ];
}

/** Told of from where a model that does not see is shown a picture. */
function eyesTools(bound: BoundServices): readonly Tool[] {
  const { eyes } = bound;
  return eyes === undefined ? [] : [{ ...bindTool(describePicture, bound), isOffered: () => eyes.isOffered }];
}

/** Only where a Hub is set up: what the model cannot do it need not read about. */
function hubTools(bound: BoundServices): readonly Tool[] {
  return [
    bindTool(searchHub, bound),
    bindTool(readHubRepo, bound),
    bindTool(readHubFile, bound),
    bindTool(searchDocs, bound),
    bindTool(readDocs, bound),
    bindTool(findPapers, bound),
    bindTool(estimateTraining, bound),
    bindTool(hubJobs, bound),
    bindTool(hubSandbox, bound),
    bindTool(publishToHub, bound),
    bindTool(changeHubRepo, bound),
  ];
}

function webTools(bound: BoundServices): readonly Tool[] {
  return [bindTool(readPage, bound), bindTool(searchWeb, bound), bindTool(searchGitHub, bound), bindTool(readGitHubFile, bound)];
}
