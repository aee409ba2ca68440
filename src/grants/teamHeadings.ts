import type { CsvRow, CsvTable } from '../csv/csv';
import type { HeadedColumn } from '../csv/unreadWarnings';
import { parseEnd } from './endText';
import { plainIdentifier } from '../csv/invisible';
import type { GrantScope } from './roleTask';

/** What tells who is meant, the surest first. Parts of names only confirm what another found. */
export const personColumns = [
  'uuid',
  'username',
  'person',
  'email',
  'name',
  'native_name',
  'first_name',
  'last_name',
] as const;
export type PersonColumn = (typeof personColumns)[number];

/** By these a person can be looked up: names are no identifiers, and whoever is found may be a namesake. */
export const finders: readonly Column[] = ['uuid', 'username', 'person', 'email'];

/** What tells where. The first ones of a kind are looked up, the others have to fit. */
export const scopeColumns = [
  'scope',
  'scope_name',
  'project_uuid',
  'project',
  'managing_organisation_uuid',
  'managing_organisation',
  'organisation_uuid',
  'organisation',
] as const;
export type ScopeColumn = (typeof scopeColumns)[number];

/** The kind of scope that a column names, if it is for one kind only. */
export function kindOfColumn(column: ScopeColumn): GrantScope['kind'] | undefined {
  switch (column) {
    case 'scope':
    case 'scope_name':
      return undefined;
    case 'project':
    case 'project_uuid':
      return 'project';
    case 'managing_organisation':
    case 'managing_organisation_uuid':
      return 'call-managing-organisation';
    case 'organisation':
    case 'organisation_uuid':
      return 'customer';
  }
}

export type Column = PersonColumn | ScopeColumn | 'role' | 'scope_kind' | 'expiry';

/** A column that is not read. */
export interface UnreadColumn extends HeadedColumn {
  /** Whether it looks as if it said who gets what, where or until when. */
  readonly matters: boolean;
}

/** Headings as exports and people write them, in small letters and digits only. */
const headings: Readonly<Record<Exclude<Column, 'expiry'>, RegExp>> = {
  uuid: /^(user|person|member)?uuid$/,
  username: /^((user|account)?login(name)?|(user|account|samaccount)name|eppn)$/,
  person: /^(person|user|member|account|identifier|userprincipalname|upn)$/,
  email: /^(user|primary|work|member)?(e?mail)(address)?$/,
  name: /^(user|person|member)?(name|fullname|displayname)$|^realname$/,
  native_name: /^(user|person|member)?native(full)?name$/,
  first_name: /^(first|given|fore)name$/,
  last_name: /^(last|family|sur)name$|^sn$/,
  role: /^(user|member|max|organi[sz]ation|customer|project|team)?role(name|uuid)?$|^rolein(organi[sz]ation|project)$/,
  scope_kind: /^(scope)?(kind|type)$/,
  scope: /^scope(uuid)?$|^on$/,
  scope_name: /^scopename$/,
  project: /^project(name)?$/,
  project_uuid: /^projectuuid$/,
  managing_organisation: /^(call)?managingorgani[sz]ation(name)?$/,
  managing_organisation_uuid: /^(call)?managingorgani[sz]ationuuid$/,
  organisation: /^(organi[sz]ation|customer|org)(name)?$/,
  organisation_uuid: /^(organi[sz]ation|customer|org)uuid$/,
};
const end =
  /^(access|role|grant|permission|member(ship)?|invite)?(expir(y|es?|ation)|exp|end(s|ing)?|until|till|valid(until|till|to|through|thru)|lastday)(date|day|time|on|at)*$/;

/** Headings of what gives nobody anything; whatever is called otherwise, in any language, may. */
const harmless =
  /^((user|member|employee|student|object)?(id|no|number)(number)?|(job)?title|(mobile|work|home|office|tele|cell)*(phone|fax|mobile)(number)?|gender|avatar(url)?|photo|picture|url|link|orcid|remarks?|notes?|comments?|description|language|locale|timezone|city|country|address|street|dateofbirth|birth(day|date)|nationality|last(login|signin|seen|access|activity|active)(at|on|date|time)*|(date|time|user|account)?(creat(ed|ion)|joined|registered|modified|updated)(at|on|by|date|time)*|accessgranted|(invited|granted|added)(at|on|by|date)*)$/;
const ofPast = /creat|join|birth|last|granted|added|since|register|modif|updat|seen|issued/;
/** In a remark: that it is otherwise than the other cells say. */
const otherwise =
  /\b(remov|revok|delet|disabl|deactiv|inactiv|suspend|block|terminat|expir|until|former|no longer|left|leav|instead|not )/i;
const ofScope = /^[0-9a-f]{32}$|^(customer|project|call|offering)\.[a-z]+$/i;

function plain(heading: string): string {
  return plainIdentifier(heading)
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[[(](required|optional|mandatory)[\])]/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, '');
}

function columnOf(heading: string): Column | undefined {
  const text = plain(heading);
  return end.test(text)
    ? 'expiry'
    : (Object.keys(headings) as (keyof typeof headings)[]).find((column) => headings[column].test(text));
}

/** Which column each cell of a line heads, undefined for none. */
export function columnsOf(cells: readonly string[]): readonly (Column | undefined)[] {
  return cells.map(columnOf);
}

/** How sure it is that a line is the headings: how many are known, if a person and a role are among them. */
export function headingsIn(cells: readonly string[]): number {
  const found = new Set(columnsOf(cells).filter((column) => column !== undefined));
  return found.has('role') && personColumns.some((column) => found.has(column)) ? found.size : 0;
}

/** Those with a heading or a content, of which nothing is read. */
export function unreadColumns(head: CsvRow, rows: CsvTable['rows'], now: Date): readonly UnreadColumn[] {
  return columnsOf(head.cells).flatMap((column, index): UnreadColumn[] => {
    const heading = plainIdentifier(head.cells[index] ?? '');
    const cells = rows.map((row) => plainIdentifier(row.cells[index] ?? '')).filter((cell) => cell !== '');
    if (column !== undefined || (heading === '' && cells.length === 0)) {
      return [];
    }
    const text = plain(heading);
    const isPast = ofPast.test(text);
    return [
      {
        index,
        heading,
        matters:
          !harmless.test(text) ||
          cells.some((cell) => ofScope.test(cell) || otherwise.test(cell) || looksLikeEnd(cell, isPast, now)),
      },
    ];
  });
}

function looksLikeEnd(cell: string, isPast: boolean, now: Date): boolean {
  const read = parseEnd(cell, now, { days: false });
  switch (read.kind) {
    case 'end':
      return true;
    case 'past':
      return !isPast;
    case 'none':
      return read.why === 'order' && !isPast;
  }
}
