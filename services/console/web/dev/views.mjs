/** The pages and states to look at. */
const signIn = async (page, base, user, path = '/') => {
  await page.goto(`${base}/`);
  await page.fill('#user', user);
  await page.fill('#password', 'right');
  await page.click('button[type=submit]');
  await page.waitForSelector('.shell');
  if (path !== '/') await page.evaluate((to) => history.pushState(null, '', to), path);
  if (path !== '/') await page.evaluate(() => dispatchEvent(new PopStateEvent('popstate')));
};
const scene = (page, base, name) => page.request.post(`${base}/fake/scene`, { data: { scene: name } });
const desk = (name, more) => ({
  go: async (page, base) => {
    await scene(page, base, name);
    await signIn(page, base, 'anna');
    await page.click('.check .button.primary');
    await page.waitForSelector('.desk');
    await page.waitForSelector('[data-phone=ready]');
    await more?.(page);
  },
});

export const views = {
  'sign-in': { go: (page, base) => page.goto(base) },
  'sign-in-wrong': {
    looks: ['wide-dark', 'narrow-light'],
    go: async (page, base) => {
      await page.goto(base);
      await page.fill('#user', 'limited');
      await page.fill('#password', 'wrong');
      await page.click('button[type=submit]');
      await page.waitForSelector('[role=alert]');
    },
  },
  check: { wait: 1500, go: (page, base) => signIn(page, base, 'anna') },
  'desk-idle': { looks: ['wide-light', 'wide-dark', 'narrow-light'], ...desk('idle') },
  'desk-noanswer': desk('no-answer'),
  'desk-offer': { looks: ['wide-light', 'wide-dark', 'narrow-dark'], ...desk('offer') },
  'desk-talk': { looks: ['wide-light', 'wide-dark', 'narrow-light', 'narrow-dark'], ...desk('talk') },
  'desk-held-ru': { locale: 'ru-RU', ...desk('held') },
  'desk-transfer': {
    ...desk('talk', async (page) => {
      await page.keyboard.press('Alt+KeyT');
      await page.keyboard.type('a');
      await page.waitForTimeout(300);
    }),
  },
  'desk-consult': desk('consult'),
  'desk-lost-pl': { locale: 'pl-PL', ...desk('lost') },
  'desk-wrap': { ...desk('wrap') },
  'desk-keys': {
    ...desk('talk', async (page) => {
      await page.keyboard.press('Alt+Slash');
      await page.waitForSelector('dialog[open]');
    }),
  },
  live: {
    looks: ['wide-light', 'wide-dark', 'narrow-light'],
    wait: 1200,
    go: (page, base) => signIn(page, base, 'tess', '/live'),
  },
  report: {
    looks: ['wide-light', 'wide-dark', 'narrow-light'],
    full: true,
    wait: 1000,
    go: (page, base) => signIn(page, base, 'tess', '/report'),
  },
  'report-agents': {
    looks: ['wide-light'],
    full: true,
    go: async (page, base) => {
      await signIn(page, base, 'tess', '/report');
      await page.getByText('By agent').first().click();
      await page.click('.disclose >> nth=0');
    },
  },
  'report-calls': {
    go: async (page, base) => {
      await signIn(page, base, 'tess', '/report');
      await page.click('.report-table td a');
      await page.waitForSelector('#calls-title');
    },
  },
  life: { full: true, go: (page, base) => signIn(page, base, 'tess', '/interactions/i-9') },
  explain: {
    full: true,
    looks: ['wide-light', 'wide-dark', 'narrow-light', 'narrow-dark'],
    go: (page, base) => signIn(page, base, 'tess', '/explain/i-9'),
  },
  'explain-ru': { full: true, locale: 'ru-RU', go: (page, base) => signIn(page, base, 'tess', '/explain/i-9') },
  'explain-pl': { full: true, locale: 'pl-PL', go: (page, base) => signIn(page, base, 'tess', '/explain/i-9') },
  recordings: { go: (page, base) => signIn(page, base, 'tess', '/recordings') },
  recording: {
    looks: ['wide-light', 'wide-dark', 'narrow-light'],
    go: async (page, base) => {
      await signIn(page, base, 'tess', '/recordings/rec-1');
      await page.click('.player .primary');
      await page.waitForTimeout(2500);
    },
  },
  completeness: { go: (page, base) => signIn(page, base, 'tess', '/recordings/completeness') },
  'admin-users': { go: (page, base) => signIn(page, base, 'ivan', '/admin') },
  'admin-edit': {
    full: true,
    go: async (page, base) => {
      await signIn(page, base, 'ivan', '/admin');
      await page.click('table .button');
      await page.waitForSelector('dialog[open]');
    },
  },
  'setup-queues': {
    looks: ['wide-light', 'wide-dark', 'narrow-light', 'narrow-dark'],
    go: (page, base) => signIn(page, base, 'ivan', '/setup'),
  },
  'setup-head': { looks: ['wide-light'], go: (page, base) => signIn(page, base, 'hugo', '/setup/queues/sales') },
  'setup-queue': {
    looks: ['wide-light', 'wide-dark', 'narrow-light', 'narrow-dark'],
    full: true,
    go: (page, base) => signIn(page, base, 'ivan', '/setup/queues/sales'),
  },
  'setup-wrong': {
    go: async (page, base) => {
      await signIn(page, base, 'ivan', '/setup/queues/sales');
      await page.locator('input[value^="sales >= 5"]').fill('sales and');
      await page.locator('.form-end .primary').click();
      await page.waitForSelector('.notice.bad');
    },
  },
  'setup-review': {
    looks: ['wide-light', 'wide-dark', 'narrow-light', 'narrow-dark'],
    go: async (page, base) => {
      await signIn(page, base, 'ivan', '/setup/queues/sales');
      await page.locator('input[value^="sales >= 5"]').fill('sales >= 9');
      await page.locator('.form-end .primary').click();
      await page.waitForSelector('dialog[open]');
    },
  },
  'setup-agents': { go: (page, base) => signIn(page, base, 'ivan', '/setup/agents') },
  'setup-agent': { full: true, go: (page, base) => signIn(page, base, 'ivan', '/setup/agents/a-anna') },
  'setup-codes': { go: (page, base) => signIn(page, base, 'ivan', '/setup/codes') },
  'setup-numbers': { full: true, go: (page, base) => signIn(page, base, 'ivan', '/setup/numbers') },
  'setup-versions': {
    looks: ['wide-light', 'narrow-light', 'narrow-dark'],
    full: true,
    go: (page, base) => signIn(page, base, 'ivan', '/setup/versions'),
  },
  'setup-return-pl': {
    locale: 'pl-PL',
    go: async (page, base) => {
      await signIn(page, base, 'ivan', '/setup/versions');
      await page.locator('#versions-title').waitFor();
      await page.locator('table .button:not(.quiet)').first().click();
      await page.waitForSelector('dialog[open]');
    },
  },
  'setup-queue-ru': {
    locale: 'ru-RU',
    full: true,
    go: (page, base) => signIn(page, base, 'ivan', '/setup/queues/sales'),
  },
  'admin-prompts': { go: (page, base) => signIn(page, base, 'ivan', '/admin/prompts') },
  'call-us': { looks: ['wide-light', 'narrow-dark'], go: (page, base) => page.goto(`${base}/call-us`) },
  'call-us-failed': {
    looks: ['narrow-light'],
    go: async (page, base) => {
      await page.goto(`${base}/call-us`);
      await page.click('.button.good');
      await page.waitForSelector('[role=alert]');
    },
  },
  forbidden: { looks: ['wide-light'], go: (page, base) => signIn(page, base, 'anna', '/recordings') },
};
