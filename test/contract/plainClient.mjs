// A client of the Waldur REST API that knows nothing of this project: pages through all organisations by the Link
// header, and grants a role. Usage: node plainClient.mjs URL TOKEN

const { fetch, URL } = globalThis;
const [base, token] = process.argv.slice(2);

async function call(address, method = 'GET', body = undefined) {
  const response = await fetch(new URL(address, base), {
    method,
    headers: {
      Accept: 'application/json',
      Authorization: `Token ${token}`,
      ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
    },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    body: text === '' ? undefined : JSON.parse(text),
  };
}

async function readAll(address) {
  const rows = [];
  let total;
  for (let next = address; next !== undefined;) {
    const page = await call(next);
    rows.push(...page.body);
    total = Number(page.headers.get('X-Result-Count'));
    next = /<([^>]*)>;\s*rel="next"/.exec(page.headers.get('Link') ?? '')?.[1];
  }
  return { rows, total };
}

const { rows, total } = await readAll('api/customers/?page_size=50&field=uuid&field=name&o=-created');
const customer = rows.find(({ name }) => name !== '');
const [person] = (await call('api/users/?page_size=1&field=uuid&is_active=true&is_staff=false&o=-username'))
  .body;
const roles = (await call('api/roles/?page_size=300')).body;
const role = roles.find(({ name }) => name === 'CUSTOMER.READER');
const granted = await call(`api/customers/${customer.uuid}/add_user/`, 'POST', {
  role: role.uuid,
  user: person.uuid,
  expiration_time: '2090-01-01T00:00:00Z',
});
const again = await call(`api/customers/${customer.uuid}/add_user/`, 'POST', {
  role: role.uuid,
  user: person.uuid.slice(1),
});
const grants = (await call(`api/customers/${customer.uuid}/list_users/?user=${person.uuid}`)).body;

console.log(
  JSON.stringify({
    total,
    read: new Set(rows.map(({ uuid }) => uuid)).size,
    keys: Object.keys(customer).sort(),
    granted: granted.status,
    refused: again.body,
    roles: grants.map(({ role_name: name }) => name),
  }),
);
