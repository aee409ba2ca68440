import type { ServerVersion } from '../versions';
import type { WorldRole } from '../world';
import { uuidOf } from './random';

/** `permissions('PROJECT', 'CREATE LIST')` is `['PROJECT.CREATE', 'PROJECT.LIST']`. */
function permissions(subject: string, actions: string): string[] {
  return actions.split(' ').map((action) => `${subject}.${action}`);
}

const offeringOfManager = permissions(
  'OFFERING',
  'UPDATE ADD_ENDPOINT UNPAUSE UPDATE_ATTRIBUTES DELETE_ENDPOINT DRY_RUN_SCRIPT UPDATE_INTEGRATION UPDATE_DESCRIPTION ' +
    'ARCHIVE PAUSE UPDATE_COMPONENTS UPDATE_LOCATION UPDATE_OPTIONS',
);
const resourceOfManager = permissions(
  'RESOURCE',
  'SET_BACKEND_ID ACCEPT_BOOKING_REQUEST SET_BACKEND_METADATA SUBMIT_REPORT REJECT_BOOKING_REQUEST',
);
const robotAccounts = permissions(
  'RESOURCE',
  'CREATE_ROBOT_ACCOUNT UPDATE_ROBOT_ACCOUNT DELETE_ROBOT_ACCOUNT',
);
const projectTeam = permissions('PROJECT', 'CREATE_PERMISSION UPDATE_PERMISSION DELETE_PERMISSION');
const ordersOfProject = [
  ...permissions('ORDER', 'CANCEL APPROVE_PRIVATE DESTROY'),
  ...permissions('RESOURCE', 'LIST TERMINATE SET_LIMITS SET_PLAN LIST_IMPORTABLE'),
];

const owner = [
  ...permissions(
    'CUSTOMER',
    'UPDATE CONTACT_UPDATE LIST_USERS LIST_PERMISSION_REVIEWS VIEW_TEAM CREATE DELETE',
  ),
  ...permissions('PROJECT', 'LIST CREATE UPDATE UPDATE_METADATA DELETE REVIEW_MEMBERSHIP VIEW_TEAM'),
  ...projectTeam,
  ...permissions('INVITATION', 'LIST'),
  ...permissions('ACCESS_SUBNET', 'CREATE UPDATE DELETE'),
  ...offeringOfManager,
  ...permissions(
    'OFFERING',
    'CREATE DELETE CREATE_PERMISSION UPDATE_PERMISSION DELETE_PERMISSION CREATE_PLAN UPDATE_PLAN ARCHIVE_PLAN CREATE_USER ' +
      'UPDATE_USER DELETE_USER CREATE_SCREENSHOT UPDATE_SCREENSHOT DELETE_SCREENSHOT ACCEPT_CALL_REQUEST UPDATE_THUMBNAIL ' +
      'MANAGE_CAMPAIGN MANAGE_USER_GROUP MANAGE_USER_ROLE',
  ),
  'OFFERINGUSER.UPDATE_RESTRICTION',
  ...permissions('ORDER', 'LIST APPROVE REJECT'),
  ...ordersOfProject,
  ...resourceOfManager,
  ...robotAccounts,
  ...permissions(
    'RESOURCE',
    'SET_END_DATE SET_USAGE UPDATE_OPTIONS LIST_USERS MANAGE_USERS COMPLETE_DOWNSCALING',
  ),
  ...permissions('SERVICE_PROVIDER', 'GET_API_SECRET_CODE SET_OFFERINGS_USERNAME GENERATE_API_SECRET_CODE'),
  ...permissions('CALL', 'LIST CLOSE_ROUNDS APPROVE_AND_REJECT_PROPOSALS'),
];

const callTeam = permissions('CALL', 'CREATE_PERMISSION UPDATE_PERMISSION DELETE_PERMISSION');
const callManager = [
  ...permissions('CALL', 'LIST UPDATE CLOSE_ROUNDS APPROVE_AND_REJECT_PROPOSALS'),
  ...callTeam,
];

type Row = readonly [name: string, contentType: string, description: string, permissions: readonly string[]];

const shipped: readonly Row[] = [
  ['CUSTOMER.OWNER', 'customer', 'Organization owner', owner],
  ['CUSTOMER.SUPPORT', 'customer', 'Organization support', permissions('CUSTOMER', 'LIST_USERS VIEW_TEAM')],
  [
    'CUSTOMER.READER',
    'customer',
    'Organization reader',
    ['CUSTOMER.VIEW_TEAM', 'PROJECT.LIST', 'PROJECT.VIEW_TEAM'],
  ],
  [
    'CUSTOMER.MANAGER',
    'service_provider',
    'Service provider manager',
    [...offeringOfManager, ...resourceOfManager, ...robotAccounts],
  ],
  [
    'CUSTOMER.CALL_ORGANIZER',
    'call_organizer',
    'Call organizer',
    ['CALL.CREATE', ...callManager, 'ROUND.LIST', 'PROPOSAL.LIST', 'PROPOSAL.MANAGE_REVIEW'],
  ],
  [
    'PROJECT.ADMIN',
    'project',
    'Project administrator',
    ['PROJECT.LIST', 'PROJECT.VIEW_TEAM', 'INVITATION.LIST', ...ordersOfProject],
  ],
  [
    'PROJECT.MANAGER',
    'project',
    'Project manager',
    [
      ...permissions('PROJECT', 'LIST UPDATE UPDATE_METADATA VIEW_TEAM'),
      ...projectTeam,
      'INVITATION.LIST',
      ...ordersOfProject,
    ],
  ],
  ['PROJECT.MEMBER', 'project', 'Project member', ['PROJECT.LIST', 'PROJECT.VIEW_TEAM', 'RESOURCE.LIST']],
  [
    'OFFERING.MANAGER',
    'offering',
    'Offering manager',
    [...offeringOfManager, 'OFFERING.ACCEPT_CALL_REQUEST', ...resourceOfManager, 'RESOURCE.SET_USAGE'],
  ],
  [
    'CALL.MANAGER',
    'call',
    'Call manager',
    [...callManager, 'ROUND.LIST', 'PROPOSAL.LIST', 'PROPOSAL.MANAGE_REVIEW'],
  ],
  ['CALL.REVIEWER', 'call', 'Call reviewer', ['CALL.LIST', 'ROUND.LIST', 'PROPOSAL.LIST']],
  ['CALL.PANEL_MEMBER', 'call', 'Review panel member', ['CALL.LIST', 'ROUND.LIST', 'PROPOSAL.LIST']],
  ['PROPOSAL.MANAGER', 'proposal', 'Proposal manager', ['PROPOSAL.MANAGE']],
  ['PROPOSAL.MEMBER', 'proposal', '', []],
];

/** Roles this deployment added to the shipped ones. The owner's shipped role cannot manage the organisation's team. */
const added: readonly Row[] = [
  [
    'CUSTOMER.ADMINISTRATOR',
    'customer',
    'Organisation administrator',
    [...permissions('CUSTOMER', 'CREATE_PERMISSION UPDATE_PERMISSION DELETE_PERMISSION'), ...owner],
  ],
  [
    'PROJECT.DATA_STEWARD',
    'project',
    'Data steward',
    [...permissions('PROJECT', 'LIST UPDATE_METADATA VIEW_TEAM')],
  ],
];

/** What the server of October 2024 gives no description, as recorded of a real one. */
const undescribed: ReadonlySet<string> = new Set([
  'CUSTOMER.READER',
  'CUSTOMER.SUPPORT',
  'CUSTOMER.CALL_ORGANIZER',
  'PROJECT.MEMBER',
  'CALL.REVIEWER',
  'CALL.PANEL_MEMBER',
  'PROPOSAL.MEMBER',
]);

/**
 * The roles of the newest server's `permissions.yaml` and two of the deployment's own. CUSTOMER.SUPPORT is inactive as
 * shipped; PROJECT.MEMBER, shipped inactive too, has been switched on, as research clouds do.
 */
export function lifelikeRoles(server: ServerVersion): WorldRole[] {
  const rows = [...shipped, ...added];
  return rows.map(([name, contentType, description, granted], index) => ({
    uuid: uuidOf('role', name),
    name,
    description: server === '7.0' && undescribed.has(name) ? '' : description,
    content_type: contentType,
    is_active: name !== 'CUSTOMER.SUPPORT',
    is_system_role: index < shipped.length,
    permissions: [...granted],
  }));
}
