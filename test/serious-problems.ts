import axe from 'axe-core';
import type { Page } from 'playwright-core';

/**
 * What axe finds serious or critical on a page: the rule, and up to three elements that break it.
 *
 * @param rules The rules to check; all when absent.
 */
export async function seriousProblems(page: Page, rules?: string[]): Promise<string[]> {
  // Injected by the debugger, which the page's content-security policy does not bind.
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axe.source);
  const { violations } = await page.evaluate(
    (only) =>
      (globalThis as unknown as { axe: typeof axe }).axe.run(document, {
        resultTypes: ['violations'],
        ...(only ? { runOnly: { type: 'rule', values: only } } : {}),
      }),
    rules,
  );
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(
      ({ id, nodes }) =>
        `${id}: ${nodes
          .map((node) => node.html)
          .slice(0, 3)
          .join(' ')}`,
    );
}
