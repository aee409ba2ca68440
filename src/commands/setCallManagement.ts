import * as vscode from 'vscode';
import { may } from '../access/may';
import { managingOf, mayDelete } from '../access/mayDelete';
import { confirmDeletion, type Deletion } from '../changes/confirmDeletion';
import { whyNotDeletedText } from '../changes/deletionText';
import type { Connection } from '../connections/connection';
import { connectionName } from '../connections/connectionNames';
import { createdOf, createTask } from '../edits/createTask';
import { deleteTask } from '../edits/deleteTask';
import { namesakes } from '../edits/namesakes';
import { inTheWay, readContents } from '../edits/readContents';
import type { GrantScope } from '../grants/roleTask';
import { scopeLabel } from '../organisations/scopeLabel';
import { whyNotText } from '../organisations/whyNot';
import { scopesOf } from '../pickers/scopes';
import { editableOfNodes } from '../tree/targets';
import type { NewRows } from '../tree/newRows';
import { pickStep } from '../ui/steps';
import { runSteps } from '../ui/stepSequence';
import { whileReading } from '../ui/whileReading';
import { retrieveCallManagingOrganisation } from '../waldur/callManagingOrganisations';
import type { DeleteParts } from './delete';

export interface SetCallManagementParts extends DeleteParts {
  readonly newRows: Pick<NewRows, 'managingOrganisation'>;
}

const kind = 'call-managing-organisation';
const name = { kind: 'command', command: 'setCallManagement' } as const;

/** Whether an organisation can run calls for proposals: shows which it is, and makes it the other. */
export async function setCallManagement(
  parts: SetCallManagementParts,
  ...args: readonly unknown[]
): Promise<void> {
  const title = vscode.l10n.t('Turn Call Management On or Off');
  const question = { title, several: false, kinds: ['customer'] } as const;
  const [scope] = await scopesOf(parts, editableOfNodes(parts, args), question);
  if (scope?.object.kind !== 'customer') {
    return;
  }
  const { connection, object } = scope;
  const read = await whileReading(title, (signal) => readState(parts, connection, object, signal));
  if (read === undefined) {
    return;
  }
  const { managing, whyNot } = read.value;
  if (!(await pickOther(title, object, managing !== undefined, whyNot))) {
    return;
  }
  if (managing === undefined) {
    await turnOn(parts, connection, object);
    return;
  }
  const serverName = connectionName(connection.info, parts.connections.connections);
  if (await confirmDeletion({ deletions: [managing], leftOut: [], serverName })) {
    await parts.runs.run({ connection, name, plan: { tasks: [deleteTask(managing.object, {})] } });
  }
}

/** Its managing organisation, if it has one, and why the caller cannot change that. @throws what reading threw */
async function readState(
  { stores }: Pick<SetCallManagementParts, 'stores'>,
  connection: Connection,
  customer: GrantScope & { readonly kind: 'customer' },
  signal: AbortSignal,
): Promise<{ readonly managing: Deletion | undefined; readonly whyNot: string | undefined }> {
  const { client } = connection;
  const [caller, [uuid]] = await Promise.all([
    stores.of(connection).caller.get(),
    namesakes(client, { kind, name: customer.name, customer: customer.uuid }, { signal }),
  ]);
  const now = new Date();
  const answer =
    uuid === undefined
      ? may(caller, 'createManagingOrganisation', customer, now)
      : mayDelete(caller, managingOf(customer), now);
  const denied = answer.kind === 'no' ? whyNotText(answer.reason, answer.whoCan) : undefined;
  if (uuid === undefined) {
    return { managing: undefined, whyNot: denied };
  }
  const object = { kind, uuid, name: customer.name, customer: customer.uuid } as const;
  const scope = { kind, uuid, customer: customer.uuid } as const;
  const contents = (await readContents(client, scope, caller, { signal }))?.contents ?? {};
  const held = inTheWay(object, contents);
  return {
    managing: { object, contents, recovery: undefined },
    whyNot:
      denied ??
      (Object.keys(held).length === 0
        ? undefined
        : whyNotDeletedText(object, { kind: 'inTheWay', contents: held })),
  };
}

/** @returns whether it is to be the other */
function pickOther(
  title: string,
  object: GrantScope,
  isOn: boolean,
  whyNot: string | undefined,
): Promise<boolean> {
  const current = vscode.l10n.t('current');
  const item = (state: boolean): vscode.QuickPickItem & { readonly state: boolean } => ({
    state,
    label: state ? vscode.l10n.t('$(megaphone) On') : vscode.l10n.t('$(circle-slash) Off'),
    ...(state === isOn ? { description: current } : {}),
    detail: state
      ? vscode.l10n.t('The organisation can run calls for proposals')
      : vscode.l10n.t('The organisation cannot run calls for proposals'),
  });
  return runSteps([
    {
      run: (position) =>
        pickStep({
          title,
          position,
          placeholder: isOn
            ? vscode.l10n.t('Call management of {0} is on', scopeLabel(object))
            : vscode.l10n.t('Call management of {0} is off', scopeLabel(object)),
          items: [item(true), item(false)],
          active: ({ state }) => state === isOn,
          accept: ({ state }) =>
            Promise.resolve(
              state !== isOn
                ? whyNot
                : isOn
                  ? vscode.l10n.t('Call management is already on.')
                  : vscode.l10n.t('Call management is already off.'),
            ),
        }),
    },
  ]);
}

async function turnOn(
  { runs, newRows }: SetCallManagementParts,
  connection: Connection,
  { uuid: customer, name: customerName }: GrantScope,
): Promise<void> {
  const task = createTask({ kind, name: customerName, customer, customerName }, new Map(), []);
  const end = await runs.run({ connection, name, plan: { tasks: [task] } });
  const outcome = end.kind === 'result' ? end.result.results[0]?.outcome : undefined;
  const made = outcome?.kind === 'done' ? createdOf(outcome.result) : undefined;
  if (made !== undefined) {
    await newRows.managingOrganisation(connection, () =>
      retrieveCallManagingOrganisation(connection.client, made.uuid),
    );
  }
}
