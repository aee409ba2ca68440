import { all, type Answer, type CustomerState, either, no, perhaps, yes } from './answer';
import { anyRole, customerScope, holdsAny, permission, type Question, roleNamed, scopeOf } from './holding';
import type {
  Action,
  ActionObjects,
  CustomerObject,
  ManagingOrganisationObject,
  ProjectObject,
  RoleObject,
  ScopeObject,
} from './objects';
import { isAtLeast } from './serverVersion';

type Rules = { readonly [A in Action]: (question: Question, object: ActionObjects[A]) => Answer };

const owner = 'CUSTOMER.OWNER';

/** One rule an action, by what servers of 2024 to 2026 check. */
export const rules: Rules = {
  createCustomer: staff,
  writeRoles: staff,
  writeOrganisationGroups: staff,

  seeCustomer,
  editCustomer: (question, customer) =>
    all(onCustomer(question, 'CUSTOMER.UPDATE', customer), open(customer)),
  editContact: (question, customer) =>
    all(
      either(
        onCustomer(question, 'CUSTOMER.UPDATE', customer),
        since(question, '8.0.3', onCustomer(question, 'CUSTOMER.CONTACT_UPDATE', customer)),
      ),
      open(customer),
    ),
  editStaffFields: staffOnOpen,
  blockCustomer: staffOnOpen,
  archiveCustomer: staffOnOpen,
  deleteCustomer: (question, customer) => all(deleteCustomer(question, customer), open(customer)),
  // 2024: a field of the organisation; newer: an action of its own, which may not look at the state.
  setOrganisationGroups: (question, customer) =>
    all(staff(question), byAge(question, '7.6.5', open(customer), openPerhaps(customer))),
  setMetadataChecklist: (question, customer) =>
    all(staff(question), since(question, '7.7.7', yes), open(customer)),
  seeCompliance: (question, customer) =>
    all(onCustomer(question, 'PROJECT.LIST', customer), since(question, '7.7.7', yes)),
  listPeople: (question, customer) =>
    orSupport(question, onCustomer(question, 'CUSTOMER.LIST_USERS', customer)),
  seeEvents: (question, customer) =>
    orSupport(question, roleNamed(question, owner, customerScope(customer.uuid))),
  manageAccessSubnets: (question, customer) => onCustomer(question, 'ACCESS_SUBNET.CREATE', customer),
  createProject: (question, customer) =>
    all(onCustomer(question, 'PROJECT.CREATE', customer), open(customer)),

  seeProject: (question, project) => orSupport(question, anyRole(question, ...scopesOf(project))),
  editProject,
  setProjectEndDate: (question, project) =>
    all(editProject(question, project), permission(question, 'PROJECT.DELETE', customerOf(project))),
  deleteProject: (question, project) =>
    all(permission(question, 'PROJECT.DELETE', customerOf(project)), alive(project), open(project)),
  moveProject: (question, project) => all(staff(question), alive(project), open(project)),

  createManagingOrganisation: (question, customer) =>
    all(onCustomer(question, 'SERVICE_PROVIDER.REGISTER', customer), openPerhaps(customer)),
  editManagingOrganisation: ofOwner,
  deleteManagingOrganisation: ofOwner,
  seeCalls,

  listTeam,
  grant: (question, object) => manageRole(question, 'CREATE', object),
  changeExpiry: (question, object) => manageRole(question, 'UPDATE', object),
  revoke: (question, object) => manageRole(question, 'DELETE', object),

  invite: (question, scope) =>
    all(
      permission(question, `${prefixOf(scope)}.CREATE_PERMISSION`, ...scopesOf(scope)),
      alive(scope),
      openPerhaps(scope),
    ),
  listInvitations: (question, scope) => orSupport(question, listInvitations(question, scope)),
};

function staff({ caller }: Question): Answer {
  return caller.staff ? yes : no({ kind: 'staffOnly' }, { staff: true });
}

function staffOnOpen(question: Question, customer: CustomerObject): Answer {
  return all(staff(question), open(customer));
}

/** Support reads all that others read, and changes nothing. */
function orSupport({ caller }: Question, answer: Answer): Answer {
  return caller.support ? yes : answer;
}

function onCustomer(question: Question, wanted: string, customer: CustomerObject): Answer {
  return permission(question, wanted, customerScope(customer.uuid));
}

/** A blocked or archived organisation takes no change, not even the one that would open it again. */
function open({ state }: { readonly state?: CustomerState | undefined }): Answer {
  return state === undefined ? yes : no({ kind: 'closed', state });
}

/** Where servers of 2024 do not look at the state, and newer ones may. */
function openPerhaps({ state }: { readonly state?: CustomerState | undefined }): Answer {
  return state === undefined ? yes : perhaps({ kind: 'serverDecides' });
}

function alive(scope: ScopeObject): Answer {
  return scope.kind === 'project' && scope.terminated === true ? no({ kind: 'terminated' }) : yes;
}

/** What came with a version: older servers lack it; of those that do not tell their version, perhaps. */
function since({ caller }: Question, version: string, answer: Answer): Answer {
  if (answer.kind === 'no') {
    return answer;
  }
  switch (isAtLeast(caller.serverVersion, version)) {
    case true:
      return answer;
    case false:
      return no({ kind: 'tooOld', since: version });
    case undefined:
      return all(answer, perhaps({ kind: 'serverVersion' }));
  }
}

function customerOf(object: { readonly customer: string }) {
  return customerScope(object.customer);
}

/** The scope itself and the organisation it belongs to: what is accepted on a project. */
function scopesOf(object: ScopeObject) {
  return object.kind === 'customer' ? [scopeOf(object)] : [scopeOf(object), customerOf(object)];
}

/** The projects of an organisation on which the caller holds a role. */
function projectScopesUnder({ caller }: Question, scope: ScopeObject) {
  return scope.kind === 'customer'
    ? caller.grants
        .filter((grant) => grant.scope_type === 'project' && grant.customer_uuid === scope.uuid)
        .map((grant) => ({ type: 'project', uuid: grant.scope_uuid ?? '' }))
    : [];
}

/**
 * 2024: whoever holds a role on the organisation, and those who may invite to the project. Newer: INVITATION.LIST.
 * Who may only for some projects finds the invitations to those in the organisation's list.
 */
function listInvitations(question: Question, scope: CustomerObject | ProjectObject): Answer {
  const list = (...scopes: Parameters<typeof permission>[2][]) =>
    permission(question, 'INVITATION.LIST', ...scopes);
  const create = permission(question, `${prefixOf(scope)}.CREATE_PERMISSION`, ...scopesOf(scope));
  const customer = customerScope(scope.kind === 'customer' ? scope.uuid : scope.customer);
  const before =
    scope.kind === 'customer' ? anyRole(question, customer) : either(anyRole(question, customer), create);
  const after = either(likely(create), list(...scopesOf(scope)));
  const below = projectScopesUnder(question, scope);
  const some = either(
    permission(question, 'PROJECT.CREATE_PERMISSION', ...below),
    permission(question, 'INVITATION.LIST', ...below),
  );
  const answer = byAge(question, '7.6.5', before, after);
  return answer.kind === 'no' && below.length > 0 && some.kind !== 'no' ? likely(some) : answer;
}

function likely(answer: Answer): Answer {
  return answer.kind === 'yes' ? perhaps({ kind: 'serverDecides' }) : answer;
}

/** What changed with a version. Where the version is not known, perhaps, unless it makes no difference. */
function byAge({ caller }: Question, version: string, before: Answer, after: Answer): Answer {
  switch (isAtLeast(caller.serverVersion, version)) {
    case true:
      return after;
    case false:
      return before;
    case undefined:
      return before.kind === after.kind ? after : perhaps({ kind: 'serverVersion' });
  }
}

function prefixOf(scope: CustomerObject | ProjectObject): 'CUSTOMER' | 'PROJECT' {
  return scope.kind === 'customer' ? 'CUSTOMER' : 'PROJECT';
}

/** Any role on the organisation, its projects and, on newer servers, its calls and as its call organiser. */
function seeCustomer(question: Question, customer: CustomerObject): Answer {
  const { caller } = question;
  const direct = caller.grants.filter(
    ({ scope_type: type, scope_uuid: scope, customer_uuid: parent }) =>
      (type === 'customer' && scope === customer.uuid) || (type === 'project' && parent === customer.uuid),
  );
  const asOrganiser = caller.grants.filter(
    (grant) => grant.scope_type === 'callmanagingorganisation' && grant.customer_uuid === customer.uuid,
  );
  // A grant on a call does not say which organisation the call belongs to.
  const onCalls = caller.grants.some(({ scope_type: type }) => type === 'call');
  const newerOnly = asOrganiser.length > 0 ? holdsAny(question, asOrganiser) : undefined;
  return orSupport(
    question,
    either(
      holdsAny(question, direct),
      isAtLeast(caller.serverVersion, '7.6.5') === false
        ? no({ kind: 'invisible' }, { staff: true })
        : (newerOnly ??
            (onCalls ? perhaps({ kind: 'serverDecides' }) : no({ kind: 'invisible' }, { staff: true }))),
    ),
  );
}

/** CUSTOMER.DELETE did it in 2024; by late 2025 it took staff, whatever the role still says. */
function deleteCustomer(question: Question, customer: CustomerObject): Answer {
  const byRole = onCustomer(question, 'CUSTOMER.DELETE', customer);
  const { serverVersion } = question.caller;
  if (isAtLeast(serverVersion, '7.6.5') === false) {
    return byRole;
  }
  if (byRole.kind === 'no' || isAtLeast(serverVersion, '7.8.8') === true) {
    return staff(question);
  }
  return question.caller.staff ? yes : perhaps({ kind: 'serverVersion' });
}

function editProject(question: Question, project: ProjectObject): Answer {
  return all(permission(question, 'PROJECT.UPDATE', ...scopesOf(project)), alive(project), open(project));
}

/** The server asks for the owner's role on the organisation, not for a permission. */
function ofOwner(question: Question, organisation: ManagingOrganisationObject): Answer {
  return roleNamed(question, owner, customerOf(organisation));
}

/** 2024: staff and the managers of a call, who see that call. */
function seeCalls(question: Question, organisation: ManagingOrganisationObject): Answer {
  const { caller } = question;
  const onSomeCall = caller.grants.some(({ scope_type: type }) => type === 'call')
    ? perhaps({ kind: 'serverDecides' })
    : no({ kind: 'role', role: owner }, { staff: true });
  if (caller.staff || isAtLeast(caller.serverVersion, '7.6.5') === false) {
    return caller.staff ? yes : onSomeCall;
  }
  return orSupport(
    question,
    either(
      roleNamed(question, owner, customerOf(organisation)),
      anyRole(question, scopeOf(organisation)),
      onSomeCall,
    ),
  );
}

/** Who sees the scope; since 2026 any role there or on the organisation's projects; after 8.1.2 VIEW_TEAM. */
function listTeam(question: Question, scope: ScopeObject): Answer {
  const customer = scope.kind === 'customer' ? scope.uuid : scope.customer;
  const involved = either(
    anyRole(question, ...scopesOf(scope)),
    holdsAny(
      question,
      question.caller.grants.filter((grant) => grant.customer_uuid === customer),
    ),
  );
  const viewTeam = permission(
    question,
    scope.kind === 'project' ? 'PROJECT.VIEW_TEAM' : 'CUSTOMER.VIEW_TEAM',
    ...scopesOf(scope),
  );
  const after812 = isAtLeast(question.caller.serverVersion, '8.1.3');
  const answer = orSupport(
    question,
    all(
      involved,
      viewTeam.kind === 'yes' || after812 === false
        ? yes
        : after812 === true
          ? viewTeam
          : perhaps({ kind: 'serverVersion' }),
    ),
  );
  return scope.kind === 'call-managing-organisation' ? since(question, '7.6.5', answer) : answer;
}

/** Own roles below an organisation can only be changed by those who may do so through the organisation. */
function manageRole(question: Question, verb: 'CREATE' | 'UPDATE' | 'DELETE', object: RoleObject): Answer {
  return all(mayManageRole(question, verb, object), alive(object), open(object));
}

function mayManageRole(question: Question, verb: string, object: RoleObject): Answer {
  switch (object.kind) {
    case 'customer':
      return permission(question, `CUSTOMER.${verb}_PERMISSION`, scopeOf(object));
    case 'project': {
      const wanted = `PROJECT.${verb}_PERMISSION`;
      const throughCustomer = permission(question, wanted, customerOf(object));
      const onProject = permission(question, wanted, scopeOf(object));
      const own = object.person === question.caller.uuid && onProject.kind !== 'no';
      const here = own ? no({ kind: 'ownRole' }, { staff: true }) : onProject;
      const answer = either(throughCustomer, here);
      // Who could do it is told for both ways.
      return answer.kind === 'no' && answer.reason.kind === 'permission'
        ? permission(question, wanted, scopeOf(object), customerOf(object))
        : answer;
    }
    case 'call-managing-organisation': {
      // The server of early 2026 looks for a permission that its table does not hold, so that only staff pass.
      const wanted = permission(question, `CALL.${verb}_PERMISSION`, ...scopesOf(object));
      const answer =
        question.caller.staff || wanted.kind === 'no'
          ? staff(question)
          : object.person === question.caller.uuid
            ? no({ kind: 'ownRole' }, { staff: true })
            : perhaps({ kind: 'serverDecides' });
      return since(question, '7.6.5', answer);
    }
  }
}
