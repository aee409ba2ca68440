import * as vscode from 'vscode';
import { abortOn } from '../ui/abort';
import { isCancelled } from '../ui/errorMessage';
import { type AssistantParts, type AssistantTool, InputProblem } from './assistantTool';
import { findEndingRoles } from './findEndingRoles';
import { findOrganisations } from './findOrganisations';
import { findPeople } from './findPeople';
import { findProjects } from './findProjects';
import { KeptEndings } from './keptEndings';
import { proposeFields } from './proposeFields';
import { proposeRoles } from './proposeRoles';
import { readAccess } from './readAccess';
import { readCompliance } from './readCompliance';
import { readFields } from './readFields';
import { readTeam } from './readTeam';
import { readUsage } from './readUsage';
import type { ToolCalls } from './registerTools';
import { problemText } from './servers';

/** By their names in package.json. */
export const tools: Readonly<Record<string, AssistantTool>> = {
  waldur_find_organisations: findOrganisations,
  waldur_find_projects: findProjects,
  waldur_find_people: findPeople,
  waldur_read_team: readTeam,
  waldur_read_access: readAccess,
  waldur_find_ending_roles: findEndingRoles,
  waldur_read_usage: readUsage,
  waldur_read_compliance: readCompliance,
  waldur_read_fields: readFields,
  waldur_propose_roles: proposeRoles,
  waldur_propose_fields: proposeFields,
};

/** Answers language models: with what the person who is signed in could read too, and in no other way. */
export class Assistants implements ToolCalls, vscode.Disposable {
  private readonly endings: KeptEndings;
  private readonly parts: AssistantParts;

  constructor(parts: Omit<AssistantParts, 'endings'>) {
    this.endings = new KeptEndings(parts.stores);
    this.parts = { ...parts, endings: this.endings };
  }

  prepare(name: string, input: unknown): vscode.PreparedToolInvocation {
    return toolNamed(name).prepare(input);
  }

  async invoke(
    name: string,
    input: unknown,
    token: vscode.CancellationToken,
  ): Promise<vscode.LanguageModelToolResult> {
    const abort = abortOn(token);
    try {
      const text = await toolNamed(name).answer(this.parts, input, abort.signal);
      return new vscode.LanguageModelToolResult([new vscode.LanguageModelTextPart(text)]);
    } catch (error) {
      if (abort.signal.aborted || isCancelled(error)) {
        throw new vscode.CancellationError();
      }
      throw error instanceof InputProblem ? error : new Error(problemText(error));
    } finally {
      abort.dispose();
    }
  }

  dispose(): void {
    // What is under way ends with its token.
    this.endings.dispose();
  }
}

function toolNamed(name: string): AssistantTool {
  const tool = tools[name];
  if (tool === undefined) {
    throw new Error(`There is no tool ${name}.`);
  }
  return tool;
}
