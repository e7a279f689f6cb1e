/** test/browser/sweep-checks.ts — what every page keeps to in every state, each as a list of what breaks it. */
import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright-core';

const RULES = {
  type: 'tag' as const,
  values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
};
type Violations = Awaited<ReturnType<AxeBuilder['analyze']>>['violations'];
type WithAxe = { readonly axe: { run(on: Document, options: object): Promise<{ readonly violations: Violations }> } };

const told = (theme: string, violations: Violations): readonly string[] =>
  violations.map(({ id, nodes }) => `${theme}: ${id}: ${nodes.map(({ html }) => html).join(' ')}`);

/** What axe finds: by all rules in light, and of dark by those that a theme can break. */
async function axeFaults(page: Page): Promise<readonly string[]> {
  // There is one frame only: the older way does without another window for each run.
  const axe = new AxeBuilder({ page }).setLegacyMode(true);
  const light = await axe.options({ runOnly: RULES, resultTypes: ['violations'] }).analyze();
  await page.emulateMedia({ colorScheme: 'dark' });
  const dark = await page.evaluate(() =>
    (window as unknown as WithAxe).axe.run(document, {
      runOnly: { type: 'rule', values: ['color-contrast', 'link-in-text-block'] },
      resultTypes: ['violations'],
    }),
  );
  return [...told('light', light.violations), ...told('dark', dark.violations)];
}

/** One heading of the first rank, no rank left out, and the landmarks by which people move. */
const structureFaults = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    const seen = (element: Element): boolean => element.checkVisibility();
    const ranks = [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')]
      .filter(seen)
      .map((at) => Number(at.tagName[1]));
    const one = (selector: string): string[] => {
      const { length } = [...document.querySelectorAll(selector)].filter(seen);
      return length === 1 ? [] : [`${length} × ${selector}`];
    };
    return [
      ...one('h1'),
      ...(ranks[0] === 1 ? [] : [`the first heading is h${ranks[0]}`]),
      ...ranks.flatMap((rank, at) => (rank - (ranks[at - 1] ?? rank) > 1 ? [`h${rank} after h${ranks[at - 1]}`] : [])),
      ...one('body > header'),
      ...one('body > main'),
      ...one('body > footer'),
      ...[...document.querySelectorAll('nav')].filter((nav) => !nav.ariaLabel).map((nav) => `unnamed ${nav.outerHTML}`),
    ];
  });

/**
 * What is to be pressed and is smaller than a thumb. A link within a sentence or a block of text is exempt.
 * @see https://www.w3.org/TR/WCAG22/#target-size-enhanced
 */
const targetFaults = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    /** Whether a link stands in a block that says more than the link does. */
    const isInText = (target: Element): boolean => {
      const block = target.closest('p, li, dd, tr, figcaption');
      const isInline = target.tagName === 'A' && getComputedStyle(target).display === 'inline';
      return isInline && block !== null && block.textContent?.trim() !== target.textContent?.trim();
    };
    const isOnScreen = (target: Element): boolean => target.checkVisibility() && !target.matches('.skip');
    return [...document.querySelectorAll('a[href], button, input, select, summary')].flatMap((target) => {
      const { width, height } = target.getBoundingClientRect();
      if (!isOnScreen(target) || isInText(target) || (width > 43.9 && height > 43.9)) return [];
      return [`${target.outerHTML.slice(0, 120)}: ${Math.round(width)} × ${Math.round(height)}`];
    });
  });

/** Whatever would be reached by scrolling sideways, or not at all. */
const reflowFaults = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    const isHidden = (element: Element): boolean =>
      !element.checkVisibility() || element.closest('.visually-hidden, .rows thead, .skip') !== null;
    const shown = [...document.body.querySelectorAll('*')].filter((element) => !isHidden(element));
    const beyond = shown.filter((element) => element.getBoundingClientRect().right > clientWidth + 0.5);
    const cut = shown.filter(
      (element) =>
        !element.matches('input, select') &&
        getComputedStyle(element).overflowX !== 'visible' &&
        element.scrollWidth > element.clientWidth + 1,
    );
    const named = (fault: string, element: Element): string => `${fault}: ${element.outerHTML.slice(0, 120)}`;
    return [
      ...(scrollWidth > clientWidth ? [`scrolls sideways: ${scrollWidth} in ${clientWidth}`] : []),
      ...beyond.map((element) => named('beyond the edge', element)),
      ...cut.map((element) => named('cut', element)),
    ];
  });

/** Text at twice its size, as browsers make it that enlarge text only. */
const enlarge = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const root = document.documentElement;
    root.style.fontSize = `${2 * Number.parseFloat(getComputedStyle(root).fontSize)}px`;
  });

/** Notes, for each focus, which element it is and whether that can be seen. */
const watchFocus = (page: Page): Promise<number> =>
  page.evaluate(() => {
    const scope = document.querySelector('dialog[open]') ?? document;
    const isReachable = (element: Element): boolean => element.checkVisibility() && !element.matches(':disabled');
    const targets = [...scope.querySelectorAll('a[href], button, input, select, summary')].filter(isReachable);
    const looks = (element: Element): string => {
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
      return `${outlineStyle === 'none' ? '' : outlineWidth} ${boxShadow}`;
    };
    const missed = new Map(targets.map((element) => [element, looks(element)]));
    const unseen: string[] = [];
    const left = (): string[] => [
      ...[...missed.keys()].map((at) => `not reached: ${at.outerHTML.slice(0, 120)}`),
      ...unseen,
    ];
    document.addEventListener('focusin', ({ target }) => {
      const before = target instanceof Element ? missed.get(target) : undefined;
      if (!(target instanceof Element) || before === undefined) return;
      missed.delete(target);
      if (looks(target) === before) unseen.push(`focus is not seen: ${target.outerHTML.slice(0, 120)}`);
    });
    Object.assign(window, { focusLeft: left });
    return targets.length;
  });

const focusLeft = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => (window as unknown as { focusLeft: () => string[] }).focusLeft());

/** Whatever the tab key does not lead to, or leads to unseen. A field of a date holds the focus several times. */
async function keyboardFaults(page: Page): Promise<readonly string[]> {
  const count = await watchFocus(page);
  for (let pressed = 0; pressed <= count + 20; pressed += 1) await page.keyboard.press('Tab');
  return focusLeft(page);
}

/**
 * Everything that breaks a rule on a page in the state that it is in. Leaves it enlarged.
 * @param byKeyboard whether to go through it by the tab key, which leads the same way in every language
 */
export async function faultsOf(page: Page, byKeyboard: boolean): Promise<Readonly<Record<string, readonly string[]>>> {
  const height = 740;
  await page.setViewportSize({ width: 360, height });
  const atPhone = {
    axe: await axeFaults(page),
    structure: await structureFaults(page),
    targets: await targetFaults(page),
    keyboard: byKeyboard ? await keyboardFaults(page) : [],
  };
  await page.setViewportSize({ width: 320, height });
  const narrow = await reflowFaults(page);
  await page.setViewportSize({ width: 640, height });
  await enlarge(page);
  return { ...atPhone, narrow, enlarged: await reflowFaults(page) };
}

/** What `faultsOf` gives where nothing is wrong. */
export const NO_FAULTS = { axe: [], structure: [], targets: [], keyboard: [], narrow: [], enlarged: [] };
