/* Proves people and door at the desk in a real browser: a list is imported by choosing a file, its
 * preview corrected by the keyboard; at the door everything goes without the mouse - a scanner's
 * burst of keys, a name with arrow keys and Enter, two scans faster than the answers; after each the
 * field is empty and has the focus; colour, sign and word stand together; the undo counts down and
 * goes; another browser sees the count at once; without a script the same forms work. Nothing is
 * wider than the screen, axe finds nothing. Pictures go to the folder named as argument, if any. */
'use strict';
const fs = require('fs');
const path = require('path');
const { serve, launch, organiser } = require('./hall');

const AXE = fs.readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const FIXTURES = path.join(__dirname, '..', 'import');
const PICTURES = process.argv[2];
let passed = 0, failed = 0;

function check(good, what) {
  if (good) { passed++; return; }
  failed++;
  console.log('FAILED ' + what);
}
async function soon(page, what, test, arg) {
  try { await page.waitForFunction(test, arg, { timeout: 15000 }); passed++; }
  catch (e) { failed++; console.log('FAILED ' + what); }
}
async function device(browser, options) {
  const context = await browser.newContext(Object.assign(
    { viewport: { width: 1440, height: 960 }, locale: 'de-DE', bypassCSP: true }, options));
  const page = await context.newPage();
  page.on('pageerror', (e) => check(false, 'script error: ' + e.message));
  return page;
}
async function looks(page, what) {
  if (PICTURES) await page.screenshot({ path: path.join(PICTURES, 'people-' + what + '.png') });
  await page.evaluate(AXE);
  const found = await page.evaluate(() => window.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa',
    'wcag21aa', 'wcag22aa', 'best-practice'] }).then((r) => r.violations.map((v) => v.id + ' ' +
      v.nodes[0].html.slice(0, 160))));
  check(!found.length, what + ': ' + found.join('; '));
  check(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth),
    what + ' is wider than the screen');
}
const result = (page, look, name) => soon(page, name + ' becomes ' + look, ([l, n]) => {
  const box = document.querySelector('.result.' + l);
  return box && box.querySelector('h2').textContent === n && box.querySelector('.sign svg');
}, [look, name]);
const ready = async (page, what) => check(await page.evaluate(() =>
  document.activeElement.id === 'q' && document.activeElement.value === ''), 'field ready ' + what);
const count = (page, text) => soon(page, 'count ' + text, (t) =>
  document.getElementById('door-count').textContent === t, text);

async function imports(page, url) {
  await page.goto(url + '/people');
  await looks(page, 'list, empty');
  await page.goto(url + '/people/import');
  await looks(page, 'import');
  await page.setInputFiles('#file', path.join(FIXTURES, 'errors.csv'));
  await page.click('main button.primary');
  await looks(page, 'preview');
  check((await page.$$('tr.stop')).length === 5, 'rows with an error stand out');
  await page.goto(url + '/people/import');
  await page.setInputFiles('#file', path.join(FIXTURES, 'excel-de-utf8.csv'));
  await page.focus('main button.primary');
  await page.keyboard.press('Enter');
  await page.waitForSelector('#c9');
  await page.focus('#c9');                         /* the role: left out by the keyboard */
  await page.keyboard.press('Home');
  await page.focus('form#import button:not([name])');
  await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
  check(await page.inputValue('#c9') === '', 'a column means something else');
  await page.focus('[name=apply]');
  await Promise.all([page.waitForURL('**added=3'), page.keyboard.press('Enter')]);
  await looks(page, 'imported');
  await page.goto(url + '/people');
  check((await page.$$('#people-list tbody tr')).length === 3, 'three people in the list');
  await page.type('#q', 'miteinander');
  await soon(page, 'the list follows', () =>
    document.querySelectorAll('#people-list tbody tr').length === 1);
  check(await page.evaluate(() => document.activeElement.id === 'q'), 'and the focus stays');
  await looks(page, 'list');
}

async function scanned(page, text) {               /* as fast as a scanner, Enter at its end */
  await page.keyboard.type(text);
  await page.keyboard.press('Enter');
}

async function door(page, other, url) {
  await page.goto(url + '/checkin');
  await other.goto(url + '/checkin');
  await ready(page, 'at the start');
  await page.keyboard.type('yil', { delay: 20 });
  await page.waitForSelector('#matches li[aria-selected=true]');
  await looks(page, 'found');
  check(await page.getAttribute('#q', 'aria-expanded') === 'true', 'the list is told');
  await page.keyboard.press('Enter');
  await result(page, 'good', 'Mehmet Yılmaz');
  await ready(page, 'after a name');
  await count(page, '1 von 3 sind da');
  await count(other, '1 von 3 sind da');           /* the other browser hears of it */
  await looks(page, 'checked in');
  await soon(page, 'the undo counts', () => /^noch [1-9] s$/.test(
    document.querySelector('.result-undo p').textContent));
  await page.focus('.result-undo button');
  await page.keyboard.press('Enter');
  await result(page, 'plain', 'Mehmet Yılmaz');
  await count(page, '0 von 3 sind da');
  /* a badge */
  await page.focus('[name=do][value=code]');
  await page.keyboard.press('Enter');
  await page.waitForSelector('.big-code');
  await looks(page, 'new code');
  const code = (await page.textContent('.big-code')).trim();
  await scanned(page, 'HTTP://10.0.0.1/B/' + code.replace('-', ''));
  await soon(page, 'the code is shown once', () => !document.querySelector('.big-code'));
  await result(page, 'good', 'Mehmet Yılmaz');
  await ready(page, 'after a scan');
  check(!(await page.content()).includes(code), 'and stands nowhere else');
  await scanned(page, code);
  await result(page, 'again', 'Mehmet Yılmaz');
  check(/^bereits eingecheckt \d?\d:\d\d$/.test(await page.textContent('.result-word')),
    'since when');
  await looks(page, 'again');
  await scanned(page, '00000000');
  await result(page, 'unknown', '00000000');
  await looks(page, 'unknown');
  /* faster than the answers, and from wherever the focus is */
  await page.focus('.door-acts a');
  await scanned(page, '11111111');
  await scanned(page, code);
  await result(page, 'again', 'Mehmet Yılmaz');
  await ready(page, 'after two at once');
  /* by arrow keys */
  await page.keyboard.type('stad', { delay: 20 });
  await page.waitForFunction(() => document.getElementById('matches').dataset.q === 'stad' &&
    document.querySelectorAll('#matches li').length >= 2);
  await page.keyboard.press('ArrowDown');
  const name = await page.textContent('#matches li[aria-selected=true] .who-name');
  await page.keyboard.press('Enter');
  await result(page, 'good', name);
  await soon(page, 'after ten seconds no undo is offered', () =>
    !document.querySelector('.result-undo'));
  await page.keyboard.type('kein');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await ready(page, 'after Escape');
}

async function somebody_new(page, url) {
  await page.goto(url + '/checkin');
  await scanned(page, 'Sven Brandt');
  await result(page, 'unknown', 'Sven Brandt');
  await page.click('.door-acts a');
  check(await page.inputValue('#name') === 'Sven Brandt', 'what was typed goes on');
  await page.fill('#organisation', 'Stadt Bochum');
  await looks(page, 'somebody new');
  await page.keyboard.press('Enter');
  await result(page, 'good', 'Sven Brandt');
  await ready(page, 'after somebody new');
  await page.click('.door-acts a');
  await page.fill('#name', 'sven brandt');
  await page.keyboard.press('Enter');
  await page.waitForSelector('.result.again');
  await looks(page, 'namesake');
  await page.click('.result button');
  await result(page, 'again', 'Sven Brandt');
}

async function rest(page, url) {
  await page.goto(url + '/people/lists');
  await looks(page, 'lists');
  await page.click('#organisations-list summary');
  await looks(page, 'one organisation');
  await page.goto(url + '/people/new');
  await looks(page, 'new person');
  await page.goto(url + '/people/1');
  await looks(page, 'person');
  await page.setViewportSize({ width: 360, height: 740 });
  for (const where of ['/checkin', '/checkin?p=1&r=s', '/checkin/new', '/people', '/people/1',
    '/people/lists', '/people/import']) {
    await page.goto(url + where);
    await looks(page, 'narrow ' + where.replace(/\W+/g, ' ').trim());
  }
}

async function plain(browser, page, url) {
  const context = await browser.newContext({ viewport: { width: 1200, height: 800 },
    locale: 'de-DE', javaScriptEnabled: false });
  await context.addCookies(await page.context().cookies());
  const still = await context.newPage();
  await still.goto(url + '/checkin');
  await still.waitForSelector('#q:focus');         /* autofocus does it */
  await still.keyboard.type("d'angelo");
  await still.keyboard.press('Enter');
  await still.click('.found button');
  check(/Zoë D’Angelo/.test(await still.textContent('.result h2')), 'checked in without a script');
  check(await still.$('#q:focus') !== null, 'and the field has the focus');
  await still.close();
}

(async () => {
  const hall = await serve(), browser = await launch();
  try {
    const url = hall.desk + '/e/' + hall.code;
    const page = await organiser(await device(browser), hall, 'Ada');
    const other = await organiser(await device(browser), hall, 'Ben', page);
    await imports(page, url);
    await door(page, other, url);
    await somebody_new(page, url);
    await plain(browser, page, url);
    await rest(page, url);
    const dark = await device(browser, { colorScheme: 'dark' });
    await dark.context().addCookies(await page.context().cookies());
    for (const where of ['/checkin?p=1&r=i', '/checkin?p=1&r=a', '/people']) {
      await dark.goto(url + where);
      await looks(dark, 'dark ' + where.replace(/\W+/g, ' ').trim());
    }
  } catch (e) {
    failed++;
    console.log('FAILED ' + e.stack);
  }
  await browser.close();
  hall.stop();
  console.log(passed + ' passed, ' + failed + ' failed');
  process.exit(failed ? 1 : 0);
})();
