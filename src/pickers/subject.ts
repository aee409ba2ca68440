import * as vscode from 'vscode';
import type { Connection } from '../connections/connection';
import type { ConnectionStore } from '../connections/connectionStore';
import type { AccessSubject } from '../organisations/accessSubject';
import { runSteps } from '../ui/stepSequence';
import { pickConnection } from './connection';
import { type PeopleParts, peopleStep } from './people';

export interface PersonParts extends PeopleParts {
  readonly connections: Pick<ConnectionStore, 'connections'>;
}

export interface PersonQuestion {
  readonly title: string;
  /** What the command was called on: people, or the connection to look for one on. */
  readonly calledOn: {
    readonly people: readonly AccessSubject[];
    readonly connection: Connection | undefined;
  };
}

/** The person a command was called on, else the one picked; undefined when no one was, or when there are several. */
export async function personOf(
  parts: PersonParts,
  { title, calledOn }: PersonQuestion,
): Promise<AccessSubject | undefined> {
  const [person, ...more] = calledOn.people;
  if (more.length > 0) {
    void vscode.window.showWarningMessage(
      vscode.l10n.t('Select one person only. Access is shown or revoked for one person at a time.'),
    );
    return undefined;
  }
  if (person !== undefined) {
    return person;
  }
  const connection =
    calledOn.connection ?? (await pickConnection(parts.connections, vscode.l10n.t('Select a connection')));
  if (connection === undefined) {
    return undefined;
  }
  let subject: AccessSubject | undefined;
  const picked = await runSteps([
    {
      run: (position) =>
        peopleStep(parts, {
          title,
          connection,
          position,
          placeholder: vscode.l10n.t('Search by name, user name or e-mail'),
          several: false,
          invites: false,
          chosen: [],
          keep: ([chosen]) => {
            subject = chosen?.kind === 'person' ? { connection, person: chosen.person } : undefined;
          },
        }),
    },
  ]);
  return picked ? subject : undefined;
}
