import * as vscode from 'vscode';
import type { FieldOfScience, ProjectCreate, ProjectKind } from '../waldur/projectWrite';
import type { FieldText } from './fieldText';

/** How the fields of a project are told. */
export function projectFieldTexts(): Readonly<Record<keyof ProjectCreate, FieldText>> {
  return {
    name: {
      title: vscode.l10n.t('Name'),
      description: vscode.l10n.t('The name everyone sees.'),
    },
    customer: {
      title: vscode.l10n.t('Organisation'),
      description: vscode.l10n.t('The UUID of the organisation the project belongs to.'),
    },
    description: {
      title: vscode.l10n.t('Description'),
      description: vscode.l10n.t('What the project is about. It can have HTML in it.'),
    },
    slug: {
      title: vscode.l10n.t('Slug'),
      description: vscode.l10n.t(
        'A short name for addresses and identifiers. Leave it empty to make a new one.',
      ),
    },
    backend_id: {
      title: vscode.l10n.t('Backend ID'),
      description: vscode.l10n.t('The identifier of the project in another application.'),
    },
    image: {
      title: vscode.l10n.t('Image'),
      description: vscode.l10n.t('The picture of the project. Null removes it. Set another with a file.'),
    },
    start_date: {
      title: vscode.l10n.t('Start date'),
      description: vscode.l10n.t('The day the project starts. It cannot be changed once it has come.'),
    },
    end_date: {
      title: vscode.l10n.t('End date'),
      description: vscode.l10n.t(
        'The last day of the project. After it the resources are terminated. Null means the project has no end.',
      ),
    },
    type: {
      title: vscode.l10n.t('Type'),
      description: vscode.l10n.t('The UUID of the type of project.'),
    },
    kind: {
      title: vscode.l10n.t('Kind'),
      description: vscode.l10n.t('What the project is for.'),
    },
    oecd_fos_2007_code: {
      title: vscode.l10n.t('Field of science'),
      description: vscode.l10n.t('The field of science by the OECD classification of 2007.'),
    },
    is_industry: {
      title: vscode.l10n.t('Industry'),
      description: vscode.l10n.t('Whether the project is done for industry.'),
    },
    staff_notes: {
      title: vscode.l10n.t('Staff notes'),
      description: vscode.l10n.t(
        'Notes that only server staff and support can see. They can have HTML in them.',
      ),
    },
    grace_period_days: {
      title: vscode.l10n.t('Grace period'),
      description: vscode.l10n.t(
        'How many days after the end date the resources are terminated. Null leaves it to the organisation.',
      ),
    },
    max_service_accounts: {
      title: vscode.l10n.t('Maximum service accounts'),
      description: vscode.l10n.t('How many service accounts the project can have.'),
    },
  };
}

/** The kinds of projects, by their codes. */
export function projectKindTitles(): Readonly<Record<ProjectKind, string>> {
  return {
    default: vscode.l10n.t('Default'),
    course: vscode.l10n.t('Course'),
    public: vscode.l10n.t('Public'),
  };
}

/** The fields of science, by their codes. */
export function fieldOfScienceTitles(): Readonly<Record<FieldOfScience, string>> {
  return {
    '1.1': vscode.l10n.t('Mathematics'),
    '1.2': vscode.l10n.t('Computer and information sciences'),
    '1.3': vscode.l10n.t('Physical sciences'),
    '1.4': vscode.l10n.t('Chemical sciences'),
    '1.5': vscode.l10n.t('Earth and related environmental sciences'),
    '1.6': vscode.l10n.t('Biological sciences'),
    '1.7': vscode.l10n.t('Other natural sciences'),
    '2.1': vscode.l10n.t('Civil engineering'),
    '2.2': vscode.l10n.t('Electrical engineering, electronic engineering, information engineering'),
    '2.3': vscode.l10n.t('Mechanical engineering'),
    '2.4': vscode.l10n.t('Chemical engineering'),
    '2.5': vscode.l10n.t('Materials engineering'),
    '2.6': vscode.l10n.t('Medical engineering'),
    '2.7': vscode.l10n.t('Environmental engineering'),
    '2.8': vscode.l10n.t('Systems engineering'),
    '2.9': vscode.l10n.t('Environmental biotechnology'),
    '2.10': vscode.l10n.t('Industrial biotechnology'),
    '2.11': vscode.l10n.t('Nano technology'),
    '2.12': vscode.l10n.t('Other engineering and technologies'),
    '3.1': vscode.l10n.t('Basic medicine'),
    '3.2': vscode.l10n.t('Clinical medicine'),
    '3.3': vscode.l10n.t('Health sciences'),
    '3.4': vscode.l10n.t('Health biotechnology'),
    '3.5': vscode.l10n.t('Other medical sciences'),
    '4.1': vscode.l10n.t('Agriculture, forestry, and fisheries'),
    '4.2': vscode.l10n.t('Animal and dairy science'),
    '4.3': vscode.l10n.t('Veterinary science'),
    '4.4': vscode.l10n.t('Agricultural biotechnology'),
    '4.5': vscode.l10n.t('Other agricultural sciences'),
    '5.1': vscode.l10n.t('Psychology'),
    '5.2': vscode.l10n.t('Economics and business'),
    '5.3': vscode.l10n.t('Educational sciences'),
    '5.4': vscode.l10n.t('Sociology'),
    '5.5': vscode.l10n.t('Law'),
    '5.6': vscode.l10n.t('Political science'),
    '5.7': vscode.l10n.t('Social and economic geography'),
    '5.8': vscode.l10n.t('Media and communications'),
    '5.9': vscode.l10n.t('Other social sciences'),
    '6.1': vscode.l10n.t('History and archaeology'),
    '6.2': vscode.l10n.t('Languages and literature'),
    '6.3': vscode.l10n.t('Philosophy, ethics and religion'),
    '6.4': vscode.l10n.t('Arts (arts, history of arts, performing arts, music)'),
    '6.5': vscode.l10n.t('Other humanities'),
  };
}
