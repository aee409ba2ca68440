import { complianceCases } from './cases/compliance';
import { customerActionCases } from './cases/customerActions';
import { customerListCases, customerRetrieveCases } from './cases/customerList';
import { customerUserCases } from './cases/customerUsers';
import { customerWriteCases } from './cases/customerWrite';
import { invitationCases } from './cases/invitations';
import { managerCases } from './cases/managers';
import { managerWriteCases } from './cases/managerWrites';
import { peopleCases } from './cases/people';
import { projectCases } from './cases/projects';
import { projectDeleteCases } from './cases/projectDeletes';
import { projectWriteCases } from './cases/projectWrites';
import { sessionCases } from './cases/session';
import { allTeamCases } from './cases/teams';
import { userPermissionCases } from './cases/userPermissions';
import { writeSchemaCases } from './cases/writeSchemas';
import type { ContractCase } from './contractCase';
import { operations, type OperationName } from './operations';

const unsorted: readonly ContractCase[] = [
  ...customerListCases,
  ...customerRetrieveCases,
  ...customerWriteCases,
  ...customerUserCases,
  ...complianceCases,
  ...customerActionCases,
  ...allTeamCases,
  ...managerCases,
  ...managerWriteCases,
  ...projectCases,
  ...projectDeleteCases,
  ...projectWriteCases,
  ...writeSchemaCases,
  ...peopleCases,
  ...userPermissionCases,
  ...invitationCases,
  ...sessionCases,
];

export const operationNames = Object.keys(operations) as OperationName[];

/** The one list of cases, an operation at a time. */
export const allCases: readonly ContractCase[] = operationNames.flatMap((operation) =>
  unsorted.filter((one) => one.operation === operation),
);
