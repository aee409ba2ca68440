import { forbidden } from '../http/errors';
import { ok, type Answer, type Exchange } from '../http/exchange';
import type { Endpoint } from '../http/router';
import { isStaffOrSupport } from '../rules/permissions';
import { newUuid } from '../store/store';
import { readInputs, type Inputs } from '../validate/input';
import { requiredText } from '../validate/textInputs';
import { configuration } from '../configuration';

const inputs: Inputs = { username: requiredText('username', 128), password: requiredText('password', 128) };

function signIn(exchange: Exchange): Answer {
  const { username, password } = readInputs(exchange, inputs, false);
  const { sessions, clock } = exchange.app;
  const token = sessions.signIn(String(username), String(password));
  const ends = new Date(clock.now().getTime() + 3_600_000).toUTCString();
  const cookie = `sessionid=${newUuid()}; expires=${ends}; HttpOnly; Max-Age=3600; Path=/; SameSite=Lax`;
  return { status: 200, body: { token }, headers: { 'set-cookie': cookie } };
}

function signOut(exchange: Exchange): Answer {
  exchange.app.sessions.signOut(exchange.caller);
  return { status: 204 };
}

function version(exchange: Exchange): Answer {
  const { behaviour } = exchange.app;
  if (behaviour.versionIsPrivate && !isStaffOrSupport(exchange.caller)) {
    throw forbidden();
  }
  return ok({ version: behaviour.number });
}

export function sessionEndpoints(): Endpoint[] {
  return [
    { path: '/api-auth/password/', name: 'Obtain Auth Token', anonymous: true, POST: signIn },
    { path: '/api-auth/logout/', name: 'Logout', POST: signOut },
    { path: '/api/version/', name: 'Version Detail', noHead: true, GET: version },
    {
      path: '/api/configuration/',
      name: 'Configuration Detail',
      anonymous: true,
      noHead: true,
      GET: (x) => ok(configuration(x)),
    },
    {
      path: '/health-check/',
      name: 'Health Check',
      anonymous: true,
      GET: () =>
        ok({
          'Cache backend: default': 'working',
          CeleryPingHealthCheck: 'working',
          DatabaseBackend: 'working',
          DefaultFileStorageHealthCheck: 'working',
          MigrationsHealthCheck: 'working',
        }),
    },
  ];
}
