import type { WorldCustomer, WorldProject } from '../world';
import type { Random } from './random';

/** Projects with what each costs: together what their organisation costs, to the cent. Deleted ones cost nothing. */
export function withCosts(
  projects: readonly WorldProject[],
  customers: readonly WorldCustomer[],
  random: Random,
): WorldProject[] {
  const weights = new Map(
    projects.map(({ uuid, is_removed: isRemoved }) => [uuid, isRemoved === true ? 0 : random.between(0, 9)]),
  );
  const weightOf = ({ uuid }: WorldProject): number => weights.get(uuid) ?? 0;
  return customers.flatMap((customer) => {
    const own = projects.filter((project) => project.customer === customer.uuid);
    const whole = own.reduce((sum, project) => sum + weightOf(project), 0);
    const estimate = customer.billing_price_estimate;
    if (estimate === undefined || whole === 0) {
      return own;
    }
    let before = 0;
    return own.map((project): WorldProject => {
      const after = before + weightOf(project);
      // What is shared out up to here, less what was up to the one before: no cent is lost.
      const share = (amount: string): string => {
        const cents = (weight: number): number => Math.round((Number(amount) * 100 * weight) / whole);
        return ((cents(after) - cents(before)) / 100).toFixed(2);
      };
      const costs = {
        total: share(estimate.total),
        current: share(estimate.current),
        tax: share(estimate.tax),
        tax_current: share(estimate.tax_current),
      };
      before = after;
      return { ...project, billing_price_estimate: costs };
    });
  });
}
