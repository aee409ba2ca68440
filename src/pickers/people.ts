import type { ChosenPerson } from '../organisations/chosenPerson';
import * as vscode from 'vscode';
import type { Connection } from '../connections/connection';
import type { Person } from '../grants/roleTask';
import { personOfUser } from '../grants/teams';
import { description } from '../ui/description';
import type { ManyItem } from './checkedRows';
import { searchManyStep } from './searchManyStep';
import { plainLine } from '../ui/serverText';
import type { StepOutcome, StepPosition } from '../ui/stepSequence';
import { findPeople } from '../waldur/peopleSearch';
import type { RecentChoices } from './recentChoices';
import { isEmail } from '../waldur/emailAddress';
import { addressesOf } from './addresses';
import { shownName } from '../waldur/shownName';
import { shortUuid } from '../ui/tellApart';

interface PersonItem extends ManyItem {
  readonly chosen: ChosenPerson;
}

export interface PeopleParts {
  readonly recentChoices: Pick<RecentChoices, 'people'>;
}

export interface PeopleQuestion {
  readonly title: string;
  readonly connection: Connection;
  readonly position: StepPosition;
  readonly placeholder: string;
  readonly several: boolean;
  /** Whether an address that no one has can be chosen. */
  readonly invites: boolean;
  readonly chosen: readonly ChosenPerson[];
  readonly keep: (chosen: readonly ChosenPerson[]) => void;
}

/** Asks for people among those the caller may see; those chosen last come first. */
export function peopleStep({ recentChoices }: PeopleParts, question: PeopleQuestion): Promise<StepOutcome> {
  const { connection } = question;
  const recent = recentChoices.people;
  const search = async (text: string, signal: AbortSignal): Promise<readonly PersonItem[]> => {
    const users = await findPeople(connection.client, text, ['uuid', 'is_active'], { signal });
    const people = users.map(personOfUser);
    const [address, ...others] = addressesOf(text);
    const known = people.some(({ email }) => email?.toLowerCase() === address?.toLowerCase());
    const invited = question.invites && address !== undefined && others.length === 0 && isEmail(address);
    return [
      ...people.map((person, index) => personItem(person, users[index]?.native_name)),
      ...(invited && !known ? [addressItem(address)] : []),
    ];
  };
  return searchManyStep<PersonItem>({
    title: question.title,
    position: question.position,
    placeholder: question.placeholder,
    initial: recent
      .list()
      .filter(({ connectionId }) => connectionId === connection.info.id)
      .map(({ uuid, name, username }) =>
        personItem({ uuid, name, ...(username === undefined ? {} : { username }) }),
      ),
    chosen: question.chosen.map((chosen) =>
      chosen.kind === 'person' ? personItem(chosen.person) : addressItem(chosen.email),
    ),
    source: { kind: 'places', places: [{ name: connection.info.serverName, search }] },
    accept: async (items) => {
      if (!question.several && items.length > 1) {
        return vscode.l10n.t('Select only one.');
      }
      for (const { chosen } of items.toReversed()) {
        if (chosen.kind === 'person') {
          const { uuid, name, username } = chosen.person;
          await recent.add({
            connectionId: connection.info.id,
            uuid,
            name,
            ...(username === undefined ? {} : { username }),
          });
        }
      }
      question.keep(items.map(({ chosen }) => chosen));
      return undefined;
    },
  });
}

function personItem(person: Person, nativeName?: string | null): PersonItem {
  return {
    key: person.uuid,
    label: plainLine(shownName(person.uuid, person.name)),
    named: { key: person.uuid, others: [person.username, shortUuid(person.uuid)] },
    iconPath: new vscode.ThemeIcon('account'),
    description: description(
      nativeName,
      person.email ?? person.username,
      person.active === false ? vscode.l10n.t('disabled account') : undefined,
    ),
    chosen: { kind: 'person', person },
  };
}

function addressItem(email: string): PersonItem {
  return {
    key: `address ${email.toLowerCase()}`,
    label: plainLine(email),
    iconPath: new vscode.ThemeIcon('mail'),
    description: vscode.l10n.t('no account that you can see, invite by e-mail'),
    chosen: { kind: 'address', email },
  };
}
