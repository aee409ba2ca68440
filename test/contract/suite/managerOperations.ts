import { define, grantBody, paging, revoking, teamQuery } from './operation';

const section = 'Call managing organisations';
const managers = '/api/call-managing-organisations/';
const manager = '/api/call-managing-organisations/{uuid}/';

/** The 11 operations on call managing organisations. */
export const managerOperations = define({
  listManagers: {
    section,
    method: 'GET',
    path: managers,
    functions: ['listCallManagingOrganisations', 'countCallManagingOrganisations'],
    query: ['customer', 'customer_keyword', 'customer_uuid', 'o', ...paging],
  },
  retrieveManager: {
    section,
    method: 'GET',
    path: manager,
    functions: ['retrieveCallManagingOrganisation'],
  },
  createManager: {
    section,
    method: 'POST',
    path: managers,
    functions: ['createCallManagingOrganisation'],
    body: ['description', 'customer'],
    leftOut: { image: 'sent by setCallManagingOrganisationImage' },
  },
  updateManager: {
    section,
    method: 'PUT',
    path: manager,
    functions: ['updateCallManagingOrganisation'],
    body: ['description', 'customer', 'image'],
    leftOut: { 'image (a file)': 'null alone; sent by setCallManagingOrganisationImage' },
  },
  patchManager: {
    section,
    method: 'PATCH',
    path: manager,
    functions: [
      'patchCallManagingOrganisation',
      'setCallManagingOrganisationImage',
      'clearCallManagingOrganisationImage',
    ],
    body: ['description', 'image'],
  },
  deleteManager: {
    section,
    method: 'DELETE',
    path: manager,
    functions: ['deleteCallManagingOrganisation'],
  },
  listManagerTeam: {
    section,
    method: 'GET',
    path: `${manager}list_users/`,
    functions: ['listUsers', 'countUsers'],
    since: '7.6.5',
    query: teamQuery,
  },
  addManagerUser: {
    section,
    method: 'POST',
    path: `${manager}add_user/`,
    functions: ['addUser'],
    since: '7.6.5',
    body: grantBody,
  },
  deleteManagerUser: {
    section,
    method: 'POST',
    path: `${manager}delete_user/`,
    functions: ['deleteUser'],
    since: '7.6.5',
    ...revoking,
  },
  updateManagerUser: {
    section,
    method: 'POST',
    path: `${manager}update_user/`,
    functions: ['updateUser'],
    since: '7.6.5',
    body: grantBody,
  },
  readManagerStats: {
    section,
    method: 'GET',
    path: `${manager}stats/`,
    functions: ['readCallManagingOrganisationStats'],
  },
});
