import { managerOperations } from './managerOperations';
import { neighbourOperations } from './neighbourOperations';
import { organisationOperations } from './organisationOperations';

/** All operations the client has. */
export const operations = { ...organisationOperations, ...managerOperations, ...neighbourOperations };

export type OperationName = keyof typeof operations;
