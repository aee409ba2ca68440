import * as vscode from 'vscode';
import type { ComplianceProject } from '../../waldur/compliance';
import type { Tone } from '../panelView';
import type { StateFilter } from './place';

/** How far a project has come. */
export type ProjectState = 'open' | 'begun' | 'complete';

export function projectState(project: ComplianceProject): ProjectState {
  return project.is_completed === true ? 'complete' : (project.answers_count ?? 0) > 0 ? 'begun' : 'open';
}

export const stateTones: Readonly<Record<ProjectState, Tone>> = {
  open: 'open',
  begun: 'begun',
  complete: 'good',
};

export function stateText(state: ProjectState): string {
  switch (state) {
    case 'open':
      return vscode.l10n.t('Not started');
    case 'begun':
      return vscode.l10n.t('In progress');
    case 'complete':
      return vscode.l10n.t('Complete');
  }
}

export function filterText(filter: StateFilter): string {
  switch (filter) {
    case 'all':
      return vscode.l10n.t('All states');
    case 'review':
      return vscode.l10n.t('Needs review');
    case 'open':
    case 'begun':
    case 'complete':
      return stateText(filter);
  }
}

export function isShown(project: ComplianceProject, filter: StateFilter): boolean {
  switch (filter) {
    case 'all':
      return true;
    case 'review':
      return project.requires_review === true;
    case 'open':
    case 'begun':
    case 'complete':
      return projectState(project) === filter;
  }
}
