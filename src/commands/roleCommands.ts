import { type Commands, commandsWith } from './command';
import { changeRole } from './changeRole';
import { grantRole } from './grantRole';
import { makePermanent } from './makePermanent';
import { revokeRole } from './revokeRole';
import type { RoleParts } from './roleParts';
import { runPlan } from './runPlan';
import { setExpiry } from './setExpiry';

/** Roles of people. */
export function roleCommands(parts: RoleParts): Commands {
  return commandsWith(parts, {
    'waldur.grantRole': grantRole,
    'waldur.revokeRole': revokeRole,
    'waldur.changeRole': changeRole,
    'waldur.setExpiry': setExpiry,
    'waldur.makePermanent': makePermanent,
    'waldur.runPlan': runPlan,
  });
}
