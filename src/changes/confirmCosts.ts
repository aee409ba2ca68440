import * as vscode from 'vscode';
import { type CreateTask, givenFields } from '../edits/createTask';
import { fieldChangesOf } from '../edits/fieldsEcho';
import type { FieldsTask } from '../edits/fieldsTask';
import type { FieldChange } from '../edits/threeWay';
import { confirm, type Confirmation } from '../ui/confirm';
import { count } from '../ui/count';
import { numberText } from '../ui/datesAndNumbers';
import { sentences } from '../ui/sentences';
import { plainLine } from '../ui/serverText';
import type { WaldurClient } from '../waldur/client';
import { listComplianceProjects } from '../waldur/compliance';
import { readAllPages } from '../waldur/paging';
import { countProjects } from '../waldur/projects';
import type { ChangePlan } from './changePlan';

/**
 * Asks before a change of an organisation that costs what nothing takes back, now or later, and tells what it would do.
 * True when there is nothing to ask, or the person goes on.
 * @param object its uuid is empty while it is not made yet
 * @throws what counting threw
 */
export async function confirmCosts(
  client: WaldurClient,
  object: { readonly uuid: string; readonly name: string },
  changes: readonly FieldChange[],
): Promise<boolean> {
  for (const change of changes) {
    const question = await questionOf(client, { ...object, name: plainLine(object.name, 80) }, change);
    if (question !== undefined && !(await confirm(question))) {
      return false;
    }
  }
  return true;
}

/** What a plan does that nothing takes back, in numbers; a sentence each. @throws what counting threw */
export async function costWarnings(
  client: WaldurClient,
  tasks: readonly (FieldsTask | CreateTask)[],
  signal?: AbortSignal,
): Promise<readonly string[]> {
  const changes = tasks
    .filter(({ why }) => why === undefined)
    .flatMap((task) =>
      task.kind === 'create'
        ? givenFields(task).map((change) => ({ ...change, uuid: '' }))
        : fieldChangesOf(task).map((change) => ({ ...change, uuid: task.object.uuid })),
    );
  const locks = (name: string): number =>
    changes.filter(({ field, mine }) => field.name === name && field.facts.cost === 'lock' && mine === true)
      .length;
  const [blocked, archived] = [locks('blocked'), locks('archived')];
  const lists = changes.filter(deletesAnswers);
  const first = changes.filter((change) => change.uuid !== '' && setsChecklist(change));
  const asked = await Promise.all(
    first.map(({ uuid }) =>
      countProjects(client, { customer: uuid }, signal === undefined ? {} : { signal }),
    ),
  );
  const counted = await Promise.all(lists.map(({ uuid }) => countAnswers(client, uuid, signal)));
  const total = (part: 'answers' | 'projects'): number => counted.reduce((sum, one) => sum + one[part], 0);
  return [
    ...(blocked === 0
      ? []
      : [
          count(
            blocked,
            vscode.l10n.t('1 organisation will be blocked. {0}', lockedText()),
            vscode.l10n.t('{0} organisations will be blocked. {1}', numberText(blocked), lockedText()),
          ),
        ]),
    ...(archived === 0
      ? []
      : [
          count(
            archived,
            vscode.l10n.t('1 organisation will be archived. {0}', lockedText()),
            vscode.l10n.t('{0} organisations will be archived. {1}', numberText(archived), lockedText()),
          ),
        ]),
    ...(lists.length === 0
      ? []
      : [
          sentences(
            count(
              lists.length,
              vscode.l10n.t('The checklist of 1 organisation changes.'),
              vscode.l10n.t('The checklists of {0} organisations change.', numberText(lists.length)),
            ),
            answersText({ answers: total('answers'), projects: total('projects') }),
          ),
        ]),
    ...(first.length === 0
      ? []
      : [
          sentences(
            count(
              first.length,
              vscode.l10n.t('1 organisation gets a checklist.'),
              vscode.l10n.t('{0} organisations get a checklist.', numberText(first.length)),
            ),
            askedText(asked.reduce((sum, one) => sum + one, 0)),
          ),
        ]),
  ];
}

/** Asks once more before a plan is run that has something to warn of. */
export async function confirmWarnings({ warnings }: Pick<ChangePlan, 'warnings'>): Promise<boolean> {
  return (
    warnings.length === 0 ||
    confirm({
      question: vscode.l10n.t('Make these changes?'),
      detail: warnings.join('\n'),
      button: vscode.l10n.t('Make Changes'),
    })
  );
}

function deletesAnswers({ field, server }: FieldChange): boolean {
  return field.facts.cost === 'answers' && (server ?? null) !== null;
}

/** The first checklist of an organisation: there are no answers yet, and each project is asked for them. */
function setsChecklist({ field, server, mine }: FieldChange): boolean {
  return field.facts.cost === 'answers' && (server ?? null) === null && (mine ?? null) !== null;
}

function lockedText(): string {
  return vscode.l10n.t(
    'Nothing in the organisation can be changed afterwards: no fields, projects or roles. Only a server administrator can undo this.',
  );
}

async function questionOf(
  client: WaldurClient,
  customer: { readonly uuid: string; readonly name: string },
  change: FieldChange,
): Promise<Confirmation | undefined> {
  const {
    field: { name, facts },
    mine,
  } = change;
  if (deletesAnswers(change)) {
    return {
      question:
        mine === null
          ? vscode.l10n.t('Remove the checklist of {0}?', customer.name)
          : vscode.l10n.t('Change the checklist of {0}?', customer.name),
      detail: answersText(await countAnswers(client, customer.uuid)),
      button: mine === null ? vscode.l10n.t('Remove Checklist') : vscode.l10n.t('Change Checklist'),
    };
  }
  if (customer.uuid !== '' && setsChecklist(change)) {
    return {
      question: vscode.l10n.t('Set the checklist of {0}?', customer.name),
      detail: askedText(await countProjects(client, { customer: customer.uuid })),
      button: vscode.l10n.t('Set Checklist'),
    };
  }
  if (facts.cost === 'lock' && mine === true) {
    const detail = lockedText();
    return name === 'blocked'
      ? {
          question: vscode.l10n.t('Block {0}?', customer.name),
          detail,
          button: vscode.l10n.t('Block'),
        }
      : {
          question: vscode.l10n.t('Archive {0}?', customer.name),
          detail,
          button: vscode.l10n.t('Archive'),
        };
  }
  return undefined;
}

function answersText({ answers, projects }: Awaited<ReturnType<typeof countAnswers>>): string {
  return answers === 0
    ? vscode.l10n.t('No project has answered it so far.')
    : vscode.l10n.t({
        message: '{0} of {1} will be deleted. This cannot be undone.',
        args: [
          count(answers, vscode.l10n.t('1 answer'), vscode.l10n.t('{0} answers', numberText(answers))),
          count(projects, vscode.l10n.t('1 project'), vscode.l10n.t('{0} projects', numberText(projects))),
        ],
        comment: ['“12 answers” of “3 projects”'],
      });
}

function askedText(projects: number): string {
  return sentences(
    projects === 0
      ? vscode.l10n.t('There are no projects so far.')
      : count(
          projects,
          vscode.l10n.t('1 project will be asked to answer it.'),
          vscode.l10n.t('{0} projects will be asked to answer it.', numberText(projects)),
        ),
    vscode.l10n.t('Changing or removing it later deletes the answers.'),
  );
}

/** Those of all projects to the checklist that is set. */
async function countAnswers(
  client: WaldurClient,
  uuid: string,
  signal?: AbortSignal,
): Promise<{ readonly answers: number; readonly projects: number }> {
  let answers = 0;
  let projects = 0;
  const pages = readAllPages(
    async (page, options) => {
      const read = await listComplianceProjects(client, uuid, { page, page_size: 300 }, options);
      return { ...read, rows: read.rows.map((row) => ({ ...row, uuid: row.project_uuid })) };
    },
    signal === undefined ? {} : { signal },
  );
  for await (const { rows } of pages) {
    for (const { answers_count: given } of rows) {
      answers += given ?? 0;
      projects += (given ?? 0) > 0 ? 1 : 0;
    }
  }
  return { answers, projects };
}
