/* Proves that organising goes without a mouse: signing in, a new event, an agenda item, its place in
 * the order, the door, the documentation - by Tab, arrow keys, Space and Enter only. At every step
 * the thing that has the focus shows it, is in sight, and the focus is never lost to the page. */
'use strict';
const { serve, launch, organiser } = require('./hall');

let passed = 0, failed = 0;

function check(good, what) {
  if (good) { passed++; return; }
  failed++;
  console.log('FAILED ' + what);
}

/* In the page: what has the focus, whether it shows, whether it is in sight. */
function focus() {
  const e = document.activeElement, box = e.getBoundingClientRect();
  const ring = (x) => x && getComputedStyle(x).outlineStyle !== 'none' &&
    parseFloat(getComputedStyle(x).outlineWidth) >= 2;
  const border = getComputedStyle(e).borderTopWidth === '4px';    /* the door's field */
  return { body: e === document.body, shown: ring(e) || border || ring(e.closest('li, .chapter-line')),
    seen: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
    what: e.outerHTML.slice(0, 90) };
}
/* Tab until selector has the focus, at most 160 times. */
async function tab_to(page, selector, what) {
  for (let i = 0; i < 160; i++) {
    await page.keyboard.press('Tab');
    const now = await page.evaluate(focus);
    if (!now.body && !(now.shown && now.seen)) {
      check(false, what + ': the focus does not show at ' + now.what);
      return false;
    }
    if (await page.evaluate((s) => document.activeElement.matches(s), selector)) {
      check(true, what);
      return true;
    }
  }
  check(false, what + ': Tab never comes to ' + selector);
  return false;
}
const go = (page, key) => Promise.all([page.waitForNavigation(), page.keyboard.press(key)]);
const titles = (page) => page.$$eval('#agenda-list .what', (l) => l.map((a) => a.textContent));

async function sign_in(page, hall) {
  await page.goto(hall.desk + '/login');
  check(await page.evaluate(() => document.activeElement.id) === 'name', 'the name has the focus');
  await page.keyboard.type('Ada');
  await page.keyboard.press('Tab');
  await page.keyboard.type('ein Satz mit Punkt.');
  await go(page, 'Enter');
  check(new URL(page.url()).pathname === '/', 'signed in by Enter');
  await page.keyboard.press('Tab');
  check(await page.evaluate(() => document.activeElement.matches('.skip')), 'skipping comes first');
  await page.keyboard.press('Enter');
  check(await page.evaluate(() => document.activeElement.id) === 'main', 'and leads to the content');
}

async function new_event(page) {
  await tab_to(page, '#from', 'the template');
  await page.keyboard.press('End');
  await page.keyboard.press('Home');
  await page.keyboard.press('Tab');
  await page.keyboard.type('Ohne Maus');
  await page.keyboard.press('Tab');
  await page.keyboard.type('11072026');
  await page.keyboard.press('Tab');
  await page.keyboard.type('0900AM');
  await tab_to(page, '#new button.primary', 'the button');
  await go(page, 'Enter');
  check(/\/e\/\w{4}\/overview$/.test(page.url()), 'a new event begins with what is next');
  check(await page.textContent('h1') === 'Ohne Maus', 'under its name');
  await tab_to(page, '.step .what[href$="/agenda"]', 'the agenda from there');
  await go(page, 'Enter');
}

async function items(page) {
  const before = await titles(page);
  await tab_to(page, 'details.adding summary', 'adding');
  await page.keyboard.press('Enter');
  await tab_to(page, 'button[value=break]', 'a break');
  await go(page, 'Enter');
  const made = await titles(page);
  check(made.length === before.length + 1, 'an item more');
  await page.waitForSelector('#agenda-list .grip:not([hidden])');
  const id = await page.getAttribute('.item.chosen', 'data-item');
  const at = () => page.$$eval('#agenda-list .item', (l, i) =>
    l.findIndex((x) => x.dataset.item === i), id);
  const from = await at();
  await tab_to(page, '.item[data-item="' + id + '"] .grip', 'its grip');
  await page.keyboard.press('ArrowUp');
  await page.waitForFunction(([i, n]) => Array.from(document.querySelectorAll('#agenda-list .item'))
    .findIndex((x) => x.dataset.item === i) === n - 1, [id, from]).catch(() => {});
  check(await at() === from - 1, 'one up');
  check(await page.waitForFunction((i) => {
    const row = document.activeElement.closest('.item');
    return row && row.dataset.item === i;
  }, id, { timeout: 8000 }).then(() => true, () => false), 'and the focus goes along');
  await page.waitForTimeout(500);
  await page.reload();
  check(await at() === from - 1, 'stored');
}

async function door(page) {
  await tab_to(page, '.rooms a[href$="/checkin"]', 'the door');
  await go(page, 'Enter');
  check(await page.evaluate(() => document.activeElement.id) === 'q', 'its field has the focus');
  await tab_to(page, '.door-acts a[href*="/checkin/new"]', 'somebody new');
  await go(page, 'Enter');
  await page.keyboard.type('Tastatur Tina');
  await go(page, 'Enter');
  check(/Tastatur Tina/.test(await page.textContent('.result.good h2')), 'is checked in');
}

async function making(page) {
  await tab_to(page, '.rooms a[href$="/paper"]', 'the documentation');
  await go(page, 'Enter');
  const formats = await page.$$eval('.make-form input[name=format]', (l) => l.map((i) => i.value));
  for (const format of formats.slice(0, -1)) {        /* one is enough, and soon made */
    await tab_to(page, '.make-form input[value="' + format + '"]', 'format ' + format);
    await page.keyboard.press('Space');
    check(!await page.isChecked('.make-form input[value="' + format + '"]'), format + ' left out');
  }
  await tab_to(page, '.make-form button.primary', 'the button that makes it');
  await page.keyboard.press('Enter');
  await page.waitForSelector('.files a', { timeout: 60000 });
  await tab_to(page, '.files a.primary', 'the file');
  const [file] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')]);
  check(file.suggestedFilename() === 'Dokumentation.zip', 'comes down');
}

(async () => {
  const hall = await serve(), browser = await launch();
  try {
    const first = await (await browser.newContext({ locale: 'en-US' })).newPage();
    await organiser(first, hall, 'Ada');
    const page = await (await browser.newContext({ viewport: { width: 1280, height: 800 },
      locale: 'en-US' })).newPage();
    page.on('pageerror', (e) => check(false, 'script error: ' + e.message));
    await sign_in(page, hall);
    await new_event(page);
    await items(page);
    await door(page);
    await making(page);
  } catch (e) {
    check(false, e.stack);
  } finally {
    await browser.close();
    hall.stop();
  }
  console.log(passed + ' passed, ' + failed + ' failed');
  process.exit(failed ? 1 : 0);
})();
