/** What axe-core holds against a page. */
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';

/** The violations of serious or critical impact, with where they are. */
export async function seriousViolations(page: Page): Promise<object[]> {
  await page.evaluate(readFileSync('node_modules/axe-core/axe.min.js', 'utf8')); // the page's own policy takes no foreign script
  const violations = await page.evaluate(async () => {
    const { axe } = window as unknown as {
      axe: { run(): Promise<{ violations: { id: string; impact: string; nodes: { html: string }[] }[] }> };
    };
    const { violations } = await axe.run();
    return violations.map(({ id, impact, nodes }) => ({ id, impact, where: nodes.map(({ html }) => html) }));
  });
  return violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
}
